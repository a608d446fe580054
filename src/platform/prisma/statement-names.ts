/** A connection keeps what it has planned, a few dozen kilobytes for each statement: of filters there are endless many. */
const MOST_NAMED = 100;

/** Names for the statements that are planned once for each connection; the first hundred texts get one. */
export class StatementNames {
  private readonly names = new Map<string, string>();

  /** @returns undefined for a statement that is planned at each call */
  nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= MOST_NAMED) return known;
    const name = `hot ${this.names.size + 1}`;
    this.names.set(text, name);
    return name;
  }
}
