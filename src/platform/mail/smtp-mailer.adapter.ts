import { type BeforeApplicationShutdown, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type NodemailerError } from 'nodemailer';
import { setTimeout as wait } from 'node:timers/promises';
import type { MailFigures } from './mail-figures.service.js';
import { type Delivery, type Mail, Mailer } from './mailer.port.js';

const SECONDS = 1000;
/** Waits before the second, third and fourth try. */
const WAITS = [1 * SECONDS, 10 * SECONDS, 60 * SECONDS];
/** A mail server that is away must not fill the memory. */
const MOST_WAITING = 500;
/** How long a stopping process goes on with letters that it has taken, and with those of its last requests. */
const DRAIN_MS = 5 * SECONDS;
const LAST_DRAIN_MS = 1 * SECONDS;

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password; nodemailer's options may follow as its query. */
  url: string;
  /** `Name <address>` or an address. */
  from: string;
  /** Without TLS nothing is sent, unless the address says `?requireTLS=false`. */
  requireTls: boolean;
}

/** Sends letters by SMTP: a few tries each, from memory only, because a stored letter would be a stored secret. */
export class SmtpMailer extends Mailer implements BeforeApplicationShutdown, OnApplicationShutdown {
  override readonly delivers = true;
  private readonly logger = new Logger(SmtpMailer.name);
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<void>>();
  private readonly transport: ReturnType<typeof transportTo>;

  constructor(
    private readonly options: SmtpOptions,
    private readonly figures: MailFigures,
  ) {
    super();
    this.transport = transportTo(options);
  }

  override send(mail: Mail): void {
    if (this.underWay.size >= MOST_WAITING) {
      this.figures.count('dropped');
      this.logger.error('a letter was dropped: too many wait for the mail server');
      return;
    }
    const done = this.persist(mail).finally(() => {
      this.underWay.delete(done);
      this.figures.waiting(this.underWay.size);
    });
    this.underWay.add(done);
    this.figures.waiting(this.underWay.size);
  }

  override async deliver(mail: Mail): Promise<Delivery> {
    const failure = await this.attempt(mail);
    if (!failure) {
      this.figures.count('sent');
      return 'sent';
    }
    const { code, responseCode } = failure;
    const final = isFinal(failure);
    this.logger.warn({ code, responseCode, final }, 'a letter was not taken by the mail server');
    if (final) this.figures.count('failed');
    return final ? 'refused' : 'later';
  }

  /** Letters taken are still sent, for five seconds at most; those that wait for another try have it now. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.drain(DRAIN_MS);
  }

  /** The last requests may have sent letters after the first drain. */
  async onApplicationShutdown(): Promise<void> {
    await this.drain(LAST_DRAIN_MS);
    if (this.underWay.size > 0) this.logger.error({ letters: this.underWay.size }, 'letters are lost');
    this.transport.close({ force: true });
  }

  private async drain(longest: number): Promise<void> {
    const patience = new AbortController();
    await Promise.race([
      Promise.all(this.underWay).finally(() => patience.abort()),
      wait(longest, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
  }

  /** Never throws: nobody waits for it. */
  private async persist(mail: Mail): Promise<void> {
    for (const pause of [...WAITS, undefined]) {
      const failure = await this.attempt(mail);
      if (!failure) return this.figures.count('sent');
      const { code, responseCode } = failure;
      const final = isFinal(failure) || pause === undefined || this.stopping.signal.aborted;
      this.logger.warn({ code, responseCode, final }, 'a letter was not taken by the mail server');
      if (final) return this.figures.count('failed');
      await this.pause(pause);
    }
  }

  /** @returns what went wrong, of which only the codes may be logged: the text can hold addresses */
  private async attempt(mail: Mail): Promise<NodemailerError | undefined> {
    try {
      await this.transport.sendMail({ ...mail, from: this.options.from });
      return undefined;
    } catch (error) {
      return error as NodemailerError;
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** The server has refused for good (5xx): another try would get the same answer. */
function isFinal({ responseCode }: NodemailerError): boolean {
  return responseCode !== undefined && responseCode >= 500;
}

function transportTo({ url, requireTls }: SmtpOptions) {
  return createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10 * SECONDS,
    greetingTimeout: 10 * SECONDS,
    socketTimeout: 30 * SECONDS,
    requireTLS: requireTls,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
