import { words } from '#lib/i18n/words.ts';

/** What a browser would say of a field in the language it has itself, in the one that was chosen here. */
export function inOwnWords(input: HTMLInputElement, hint: string | undefined): string {
  const { validity, type, minLength, min, max } = input;
  const t = words.t.invalid;
  if (validity.valueMissing) return t.missing;
  if (validity.patternMismatch) return hint ?? t.pattern;
  if (validity.typeMismatch) return type === 'email' ? t.email : t.pattern;
  if (validity.tooShort) return t.tooShort(String(minLength));
  if (validity.rangeUnderflow) return t.least(min);
  if (validity.rangeOverflow) return t.most(max);
  return validity.badInput && type === 'number' ? t.number : t.pattern;
}

/** Has a field say what is wrong in our words, where the browser stops a form because of it. */
export function ownWords(hint: () => string | undefined): (input: HTMLInputElement) => () => void {
  return (input) => {
    const say = (): void => {
      // What was said before is no fault of the value.
      input.setCustomValidity('');
      if (!input.validity.valid) input.setCustomValidity(inOwnWords(input, hint()));
    };
    const forget = (): void => input.setCustomValidity('');
    input.addEventListener('invalid', say);
    input.addEventListener('input', forget);
    return () => {
      input.removeEventListener('invalid', say);
      input.removeEventListener('input', forget);
    };
  };
}
