/** A route service did not do what it was asked for. The message completes the sentence "VROOM did not plan: …". */
export class ServiceFailure extends Error {
  /**
   * @param blame `SERVICE`: after a few of these it is left alone for a while. `REQUEST`: it may well answer another one.
   */
  constructor(
    message: string,
    readonly blame: 'SERVICE' | 'REQUEST' = 'SERVICE',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
