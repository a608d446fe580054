import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { REFUSALS } from '../../web/src/lib/api/refusals.ts';
import { RULES, ruleInWords } from '../../web/src/lib/api/rules.ts';

/** What a pattern finds in the sources of the API. */
function found(pattern: string): string[] {
  const matches = execFileSync(
    'grep',
    ['-rhozP', '--include=*.ts', '--exclude=*.spec.ts', '--exclude-dir=generated', pattern, 'src'],
    { encoding: 'utf8', maxBuffer: 1e8 },
  );
  return matches.split('\0').filter((match) => match !== '');
}

const codeOf = (rule: string): string => rule.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

/** Decorators that are no rule of a value by themselves. */
const NO_RULES = ['IsOptional', 'ValidateBy', 'ValidateIf', 'ValidateNested', 'ValidationOptions'];

/** Every rule that an input of the API is held to. */
function rulesOfTheApi(): Set<string> {
  const decorators = found(String.raw`import \{[^}]*\} from 'class-validator'`)
    .flatMap((line) => line.match(/\b(?:type )?[A-Z]\w+/g) ?? [])
    .filter((name) => !name.startsWith('type ') && !NO_RULES.includes(name));
  const own = found(String.raw`ValidateBy\(\s*\{\s*name: '\K\w+`);
  const pipe = ['REQUIRED', 'UNKNOWN_FIELD', 'NESTED_VALIDATION'];
  return new Set([...[...decorators, ...own].map(codeOf), ...pipe]);
}

describe('what a refused field is told', () => {
  const codes = new Set(found(String.raw`'\K[A-Z][A-Z_]+[A-Z](?=')`));

  it.each(Object.keys(REFUSALS))('%s is a code of the API', (code) => {
    expect(codes).toContain(code);
  });

  it('has words in both languages for every rule of a value', () => {
    const rules = rulesOfTheApi();
    expect(rules.size).toBeGreaterThan(30);
    expect([...rules].filter((code) => !(code in RULES))).toEqual([]);
    const unreadable = found(String.raw`problem\(rule, '\K[A-Z_]+`);
    expect(unreadable.length).toBeGreaterThan(8);
    expect(unreadable.filter((code) => !(code in RULES))).toEqual([]);
  });

  it('has words in Italian for what is wrong with a client', () => {
    const identity = found(String.raw`code: '\K[A-Z_]+`).filter((code) =>
      /_(INVALID|INCOMPLETE|TAKEN)$/.test(code),
    );
    expect(identity.length).toBeGreaterThan(5);
    expect(identity.filter((code) => !(code in REFUSALS))).toEqual([]);
  });

  it.each([
    ['MIN', 'visitIntervalDays must not be less than 7', 'Almeno 7.', 'At least 7.'],
    ['MAX', 'latitude must not be greater than 90', 'Al massimo 90.', 'At most 90.'],
    ['MIN', 'x must not be less than -180.5', 'Almeno -180.5.', 'At least -180.5.'],
    [
      'MAX_LENGTH',
      'name2 must be shorter than or equal to 50 characters',
      'Al massimo 50 caratteri.',
      'At most 50 characters.',
    ],
    [
      'MAX_LENGTH',
      'each value in tags must be shorter than or equal to 50 characters',
      'Una delle voci: al massimo 50 caratteri.',
      'One of the entries: at most 50 characters.',
    ],
    [
      'MIN_LENGTH',
      'name must be longer than or equal to 1 characters',
      'Questo dato serve.',
      'This is needed.',
    ],
    ['TOO_EARLY', 'since must be 2020-01-31 or later', 'Dal 31/01/2020 in poi.', '31/01/2020 or later.'],
    ['MAX', 'A series ends within ten years.', 'Il numero è troppo grande.', 'The number is too large.'],
  ])('%s: “%s”', (code, detail, italian, english) => {
    expect(ruleInWords(code, detail, 'it')).toBe(italian);
    expect(ruleInWords(code, detail, 'en')).toBe(english);
  });
});
