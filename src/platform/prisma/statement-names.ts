/** A connection keeps what it has parsed, a few dozen kilobytes for each statement; callers name but a few, and this bounds their mistakes. */
const MOST_NAMED = 100;

/** Names for the statements that each connection keeps. A name is never given to another text. */
export class StatementNames {
  private readonly names = new Map<string, string>();

  /** @returns undefined for a statement that is not kept */
  nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= MOST_NAMED) return known;
    const name = `hot ${this.names.size + 1}`;
    this.names.set(text, name);
    return name;
  }
}
