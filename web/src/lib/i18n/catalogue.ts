import { language } from './language.svelte.ts';

/** Words of a page: texts, functions of what they tell, and groups of them. */
type Words = { readonly [key: string]: string | ((...told: never[]) => string) | Words };

/** The same keys, and functions of the same arguments; the texts differ. */
type Same<W> = {
  readonly [K in keyof W]: W[K] extends string
    ? string
    : W[K] extends (...told: infer A) => string
      ? (...told: A) => string
      : Same<W[K]>;
};

/**
 * The words of one page or component in both languages. A key that one of them lacks does not compile.
 * @returns an object whose `t` is the catalogue of the chosen language; it follows the choice
 */
export function catalogue<const W extends Words>(it: W, en: Same<W>): { readonly t: Same<W> } {
  return {
    get t(): Same<W> {
      return language.now === 'it' ? (it as unknown as Same<W>) : en;
    },
  };
}
