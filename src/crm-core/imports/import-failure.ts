/** The file as a whole can't be imported; the message says why and what to do, and becomes the import's `failure`. */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure';
}
