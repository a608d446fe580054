/** A connection keeps what it has parsed, a few dozen kilobytes for each statement; callers name but a few, and this bounds their mistakes. */
const MOST_NAMED = 100;
/** Of these; a body's every combination of fields is a text of its own, and hot reads are not to go without. */
const MOST_NAMED_WRITES = 60;
/** Characters. The text of many rows at once would be kept here and, parsed, by every connection. */
const LONGEST_WRITE = 16_000;
/** Texts of which we count how often they come; of some there are endless many. */
const MOST_COUNTED = 500;
/** A text that has come so often will come again. */
const OFTEN = 3;

const A_WRITE = /^\s*(WITH \w+ AS \()?INSERT INTO/;

/** Names for the statements that each connection keeps. A name is never given to another text. */
export class StatementNames {
  private readonly names = new Map<string, string>();
  private readonly seen = new Map<string, number>();
  private writes = 0;

  /** @returns undefined for a statement that is not kept */
  nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= MOST_NAMED) return known;
    const name = `hot ${this.names.size + 1}`;
    this.names.set(text, name);
    return name;
  }

  /**
   * For whatever is asked of the database: writes of rows that come again and again are kept. How they are done does not depend on their
   * values, as the best way to read may.
   * @returns undefined for a statement that is not kept
   */
  nameOfWrite(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.writes >= MOST_NAMED_WRITES) return known;
    if (text.length > LONGEST_WRITE || !A_WRITE.test(text)) return undefined;
    const times = (this.seen.get(text) ?? 0) + 1;
    if (times >= OFTEN) {
      this.seen.delete(text);
      this.writes += 1;
      return this.nameOf(text);
    }
    if (this.seen.size >= MOST_COUNTED) this.seen.clear();
    this.seen.set(text, times);
    return undefined;
  }
}
