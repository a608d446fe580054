import { ArgumentMetadata, Injectable, ValidationPipe, ValidationError } from '@nestjs/common';
import { Principal } from '../access/principal.js';
import { checkedQuickly } from './checked-quickly.js';
import { membersGathered } from './query-members.js';
import { DomainError, type FieldProblem } from '../errors/domain-error.js';

const MAX_DEPTH = 100;
/** Names that every object has: the transformation of a body passes them over in silence, and no field bears one. */
const UNSPEAKABLE: ReadonlySet<string> = new Set(['__proto__', 'constructor']);
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Checks every body, query and parameter against its class; unknown fields are refused, types are not guessed. */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) => invalid(errors.flatMap((error) => fieldProblems(error, ''))),
    });
  }

  override async transform(given: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Who acts is what we say, and nothing that came in.
    if (given instanceof Principal) return given;
    // No body at all is one without fields: a step such as check-in needs none.
    const value =
      given === undefined && metadata.type === 'body' && isDto(metadata)
        ? {}
        : membersGathered(given, metadata);
    const problem = unstorable(value, metadata.type === 'body' ? '' : (metadata.data ?? ''), 0);
    if (problem) throw invalid([problem]);
    if (
      metadata.type === 'body' &&
      isDto(metadata) &&
      (typeof value !== 'object' || value === null || Array.isArray(value))
    ) {
      throw invalid([{ pointer: '', code: 'IS_OBJECT', detail: 'The body must be a JSON object.' }]);
    }
    const { metatype } = metadata;
    if (metatype && isDto(metadata) && metadata.type !== 'custom' && typeof value === 'object' && value) {
      const checked = checkedQuickly(metatype, value);
      if (checked) return checked;
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

function isDto({ metatype }: ArgumentMetadata): boolean {
  return (
    metatype !== undefined && !([String, Boolean, Number, Array, Object] as unknown[]).includes(metatype)
  );
}

function invalid(errors: FieldProblem[]): DomainError {
  const [last, ...before] = errors.map(({ detail }) => detail).reverse();
  const details = [...before.reverse().map((detail) => detail.replace(/\.$/, '')), last ?? ''];
  return new DomainError('invalid', 'VALIDATION_FAILED', details.join('; '), { errors });
}

function fieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(constraintsOf(error, pointer)).map(([constraint, detail]) => ({
    pointer,
    code:
      constraint === 'whitelistValidation'
        ? 'UNKNOWN_FIELD'
        : constraint.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase(),
    detail,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldProblems(child, pointer))];
}

/** Of a field that is not there, all there is to say is that it is needed. */
function constraintsOf(
  { constraints = {}, property, value }: ValidationError,
  pointer: string,
): Record<string, string> {
  const isMissing =
    value === undefined && Object.keys(constraints).length > 0 && !('whitelistValidation' in constraints);
  if (isMissing) return { required: `${property} is required` };
  return Object.fromEntries(
    Object.entries(constraints).map(([rule, detail]) =>
      inPlainWords(rule, detail, { property, pointer, value }),
    ),
  );
}

/** Rules of a text that anything else breaks as well: that it is none is what there is to say. */
const OF_TEXTS: ReadonlySet<string> = new Set(['minLength', 'maxLength', 'isEmail']);

/** Rules of a number that anything else breaks as well. */
const OF_NUMBERS: ReadonlySet<string> = new Set(['min', 'max', 'isNumber']);

/** Where the validator's own words are of use to programmers only. */
function inPlainWords(
  rule: string,
  detail: string,
  { property, pointer, value }: { property: string; pointer: string; value?: unknown },
): [string, string] {
  if (rule === 'whitelistValidation') return [rule, `There is no field ${property} here.`];
  if (rule === 'nestedValidation') return [rule, `${pointer} must be an object`];
  if (OF_TEXTS.has(rule) && !isTextual(value)) return ['isString', `${property} must be a text in quotes`];
  if (OF_NUMBERS.has(rule) && !isNumeric(value)) return ['isNumber', `${property} must be a number`];
  if (rule === 'isObject' && detail.startsWith('each value'))
    return [rule, `${pointer}/${firstNoObject(value)} must be an object`];
  if (rule === 'arrayUnique') return [rule, `${property} must name each but once`];
  if (rule === 'isEmail') return [rule, `${property} must be an e-mail address`];
  return [rule, detail];
}

/** The place in a list of objects of what is none. */
function firstNoObject(value: unknown): number | string {
  const isObject = (one: unknown): boolean => typeof one === 'object' && one !== null && !Array.isArray(one);
  return Array.isArray(value) ? value.findIndex((one) => !isObject(one)) : '';
}

/** Of a list, each element is judged. */
function isTextual(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}

/** What is no number arrives as NaN from an address. */
function isNumeric(value: unknown): boolean {
  const isNumber = (one: unknown): boolean => typeof one === 'number' && !Number.isNaN(one);
  return isNumber(value) || (Array.isArray(value) && value.every(isNumber));
}

/** PostgreSQL can't store NUL, nor can UTF-8 hold half a surrogate pair; deep nesting only serves to exhaust a parser. */
function unstorable(value: unknown, pointer: string, depth: number): FieldProblem | undefined {
  if (depth > MAX_DEPTH)
    return { pointer, code: 'TOO_DEEP', detail: `JSON may be nested ${MAX_DEPTH} levels deep.` };
  if (typeof value === 'string') {
    if (value.includes('\0'))
      return {
        pointer,
        code: 'NUL_CHARACTER',
        detail: `${pointer || 'The value'} contains a NUL character.`,
      };
    if (LONE_SURROGATE.test(value))
      return {
        pointer,
        code: 'NOT_UNICODE',
        detail: `${pointer || 'The value'} is not well-formed Unicode.`,
      };
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (UNSPEAKABLE.has(key)) {
      const place = `${pointer}/${key}`;
      return { pointer: place, code: 'UNKNOWN_FIELD', detail: `property ${key} should not exist` };
    }
    const problem = unstorable(key, pointer, depth) ?? unstorable(inner, `${pointer}/${key}`, depth + 1);
    if (problem) return problem;
  }
  return undefined;
}
