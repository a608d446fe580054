import { type FieldReader, type ProtectedField, protectionOf } from '../access/index.js';
import type { Shape } from './shape.js';

/** What stands protected in answers of one shape. */
interface Protection {
  /** Fields that a role may hide. */
  readonly hideable: ReadonlySet<ProtectedField>;
  /** Something else than the reader's role decides, row by row. */
  readonly always: boolean;
}

const KNOWN = new WeakMap<Shape, Protection>();

/** Whether an answer of this shape can hold anything that this reader may not see: most readers see all of most. */
export function concerns(shape: Shape | undefined, { hiddenFields }: FieldReader): boolean {
  if (!shape) return false;
  const { always, hideable } = knownProtection(shape);
  return always || [...hiddenFields].some((field) => hideable.has(field));
}

function knownProtection(shape: Shape): Protection {
  const known = KNOWN.get(shape);
  if (known) return known;
  const made = protectionIn(shape);
  KNOWN.set(shape, made);
  return made;
}

function protectionIn(shape: Shape): Protection {
  const hideable = new Set<ProtectedField>();
  const seen = new Set<Shape>();
  let always = false;
  const visit = (one: Shape | undefined): void => {
    if (!one || seen.has(one)) return;
    seen.add(one);
    for (const { field, isFacts, namesOf, shape: inner } of one.properties.values()) {
      if (field !== undefined) hideable.add(field);
      // Facts and names tell of any entity; a field of one person is hidden from all the others.
      always ||= isFacts || namesOf !== undefined;
      always ||= field !== undefined && protectionOf(field).onlyFor !== undefined;
      visit(inner);
    }
    visit(one.items);
    visit(one.values);
  };
  visit(shape);
  return { hideable, always };
}
