/**
 * An answer that is written as JSON already: it goes out as it is. Who wants the object reads it from the
 * text; an answer that hides fields from its reader is made of that.
 */
export class JsonText<Answer extends object = object> {
  /** @param version of the one row that it tells of, for the `ETag`; NaN for a list */
  constructor(
    readonly text: string,
    readonly version = NaN,
  ) {}

  toJSON(): Answer {
    return JSON.parse(this.text) as Answer;
  }
}

/** How every answer becomes its body. A long text is measured, joined to the headers and encoded by Node: as bytes it is copied once. */
export function bodyOf(answer: unknown): string | Buffer {
  return answer instanceof JsonText ? Buffer.from(answer.text) : JSON.stringify(answer);
}
