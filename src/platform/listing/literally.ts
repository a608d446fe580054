/** A part of a text to look for with LIKE, or with Prisma's `contains`: `%`, `_` and `\` stand for themselves. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
