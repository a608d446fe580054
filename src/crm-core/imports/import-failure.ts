/**
 * The file as a whole can't be imported; the message says why and what to do, and becomes the import's `failure`.
 * @param it the same in Italian
 * @param code what a refusal of the upload is called
 */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure';

  constructor(
    message: string,
    readonly it: string,
    readonly code: 'FILE_UNREADABLE' | 'FILE_EMPTY' = 'FILE_UNREADABLE',
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
