/** A letter to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for every try of one letter, so that a mailbox knows a second copy; left out: a new one. */
  readonly messageId?: string;
  /** Further headers, such as `List-Unsubscribe`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What became of one try: taken; worth another try; or refused for good. */
export type Delivery = 'sent' | 'later' | 'refused';

/** Port: hands letters on. Nobody who sends one waits for it, nor learns from the time what became of it. */
export abstract class Mailer {
  /** Whether letters leave the house; without a mail server links are handed over by an admin. */
  abstract readonly delivers: boolean;

  /** Takes a letter and returns at once; what goes wrong later is counted and logged, without address or content. */
  abstract send(mail: Mail): void;

  /** One try, and what became of it: for letters that are kept until they are sent. Never throws. */
  abstract deliver(mail: Mail): Promise<Delivery>;
}
