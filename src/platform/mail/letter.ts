import type { Mail } from './mailer.port.js';

/** One language's half of a letter. */
export interface LetterText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** A letter in Italian with the English below it: nobody has told us yet which of the two a reader prefers. */
export interface Letter {
  readonly italian: LetterText;
  readonly english: LetterText;
  /** What the letter is about to open; its secret stands in the fragment. */
  readonly link?: string;
}

/** The letter as plain text and as simple HTML; both are escaped or built here, there are no templates to inject into. */
export function writeMail(to: string, { italian, english, link }: Letter): Mail {
  const halves = [italian, english];
  return {
    to,
    subject: halves.map(({ subject }) => subject).join(' · '),
    text: halves
      .map(({ paragraphs }) => [...paragraphs, ...(link ? [link] : [])].join('\n\n'))
      .join('\n\n--\n\n'),
    html: halves
      .map(({ paragraphs }) => [...paragraphs.map(asParagraph), asLink(link)].join(''))
      .join('<hr>'),
  };
}

function asParagraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function asLink(link: string | undefined): string {
  return link ? `<p><a href="${escaped(link)}">${escaped(link)}</a></p>` : '';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
