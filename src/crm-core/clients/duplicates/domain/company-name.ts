/** Legal forms and what stands between them and the name: `Rossi S.n.c. di Rossi Mario & C.` is about Rossi Mario. */
const FORMS = new Set(
  `srl srls srlu spa sapa snc sas ss scarl scrl coop onlus ditta impresa individuale unipersonale societa soc responsabilita limitata
  semplificata azioni nome collettivo accomandita cooperativa di del della dei e ed a in per il la c co`.split(
    /\s+/,
  ),
);
const SPELT_OUT: Readonly<Record<string, string>> = {
  flli: 'fratelli',
  fratelli: 'fratelli',
  tab: 'tabaccheria',
};

/** Lower case without accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * The words that tell one business from another: case, accents, punctuation and legal forms aside, each once, in
 * alphabetical order. A name of nothing but such forms keeps all of its words.
 */
export function companyWords(name: string): string[] {
  const all = joinInitials(plain(name).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => SPELT_OUT[word] ?? word);
  const telling = all.filter((word) => !FORMS.has(word));
  return [...new Set(telling.length > 0 ? telling : all)].sort();
}

/** `S.r.l.`, `s r l` and `srl` are one word; so are the halves of `F.lli`. */
function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = [];
  let initials = '';
  for (const word of words) {
    if (word.length === 1) {
      initials += word;
    } else if (initials === 'f' && word === 'lli') {
      initials = '';
      joined.push('flli');
    } else {
      if (initials) joined.push(initials);
      initials = '';
      joined.push(word);
    }
  }
  return initials ? [...joined, initials] : joined;
}
