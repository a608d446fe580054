/** A letter to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Port: hands letters on. Nobody who sends one waits for it, nor learns from the time what became of it. */
export abstract class Mailer {
  /** Whether letters leave the house; without a mail server links are handed over by an admin. */
  abstract readonly delivers: boolean;

  /** Takes a letter and returns at once; what goes wrong later is counted and logged, without address or content. */
  abstract send(mail: Mail): void;
}
