/**
 * The file as a whole can't be imported; the message says why and what to do, and becomes the import's `failure`.
 * @param it the same in Italian
 */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure';

  constructor(
    message: string,
    readonly it: string,
  ) {
    super(message);
  }
}

/** Something about the file as a whole that people should know of. */
export interface ImportNotice {
  /** Stable, machine-readable. */
  code: string;
  it: string;
  en: string;
}
