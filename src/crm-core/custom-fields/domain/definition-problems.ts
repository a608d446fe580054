import type { CustomFieldRule } from './custom-field.js';

type Limits = Omit<CustomFieldRule, 'key' | 'required' | 'archived'>;

/** Which settings belong to which type. */
const OF_TYPE = {
  minLength: 'TEXT',
  maxLength: 'TEXT',
  minimum: 'NUMBER',
  maximum: 'NUMBER',
  earliest: 'DATE',
  latest: 'DATE',
} as const satisfies Partial<Record<keyof Limits, Limits['type']>>;

const PAIRS = [
  ['minLength', 'maxLength'],
  ['minimum', 'maximum'],
  ['earliest', 'latest'],
] as const;

export interface DefinitionProblem {
  pointer: string;
  code: string;
  detail: string;
}

/** What is wrong with a definition: settings of another type, limits that nothing meets, a choice of nothing. */
export function definitionProblems(limits: Limits): DefinitionProblem[] {
  const foreign = Object.entries(OF_TYPE)
    .filter(([name, type]) => limits[name as keyof typeof OF_TYPE] !== null && type !== limits.type)
    .map(([name, type]) => problem(name, 'OF_ANOTHER_TYPE', `${name} belongs to a field of type ${type}`));
  const crossed = PAIRS.filter(([least, most]) => {
    const [from, to] = [limits[least], limits[most]];
    return from !== null && to !== null && from > to;
  }).map(([least, most]) => problem(most, 'LIMITS_CROSSED', `${most} lies below ${least}`));
  return [...foreign, ...crossed, ...choiceProblems(limits)];
}

function choiceProblems({ type, choices }: Limits): DefinitionProblem[] {
  if (type === 'CHOICE')
    return choices.length > 0 ? [] : [problem('choices', 'REQUIRED', 'a CHOICE needs choices')];
  return choices.length > 0
    ? [problem('choices', 'OF_ANOTHER_TYPE', 'choices belong to a field of type CHOICE')]
    : [];
}

function problem(name: string, code: string, detail: string): DefinitionProblem {
  return { pointer: `/${name}`, code, detail };
}
