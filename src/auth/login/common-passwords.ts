import { COMMON_PASSWORDS } from './common-passwords.data.js';

const KNOWN: ReadonlySet<string> = new Set(COMMON_PASSWORDS.split(/\s+/).filter(Boolean));

/** Digits and signs around a word are the first thing that a guesser tries. */
const PADDING = /^[^\p{L}]+|[^\p{L}]+$/gu;

/**
 * Whether a password is one of those tried first: seen often in breaches, such a one repeated or with digits and
 * signs around it, a few characters over and over, or a run of neighbours. Compared without regard to case, offline.
 */
export function isCommonPassword(password: string): boolean {
  const plain = password.toLowerCase();
  const unit = repeatedUnit(plain);
  return (
    [...unit].length <= 3 ||
    isRun(unit) ||
    [plain, unit, plain.replace(PADDING, '')].some((word) => KNOWN.has(word))
  );
}

/** `abcabcabc` → `abc`; what doesn't repeat is returned whole. */
function repeatedUnit(text: string): string {
  return text.slice(0, (text + text).indexOf(text, 1));
}

/** `123456789012`, `abcdefghijkl`, also backwards: each character follows the one before, 0 follows 9. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return [1, -1].some((step) =>
    codes.every((code, at) => at === 0 || follows(codes[at - 1] ?? 0, code, step)),
  );
}

function follows(before: number, code: number, step: number): boolean {
  const digits = [before, code].every((one) => one >= 48 && one <= 57);
  return digits ? (before - 48 + step + 10) % 10 === code - 48 : before + step === code;
}
