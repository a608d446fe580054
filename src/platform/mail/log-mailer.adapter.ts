import { Logger } from '@nestjs/common';
import { type Delivery, type Mail, Mailer } from './mailer.port.js';

/** Writes letters to the log, links included: for development, where nobody else reads it. */
export class LogMailer extends Mailer {
  override readonly delivers = false;
  private readonly logger = new Logger(LogMailer.name);

  override send({ to, subject, text }: Mail): void {
    // A warning, for the log that npm start shows begins there.
    this.logger.warn({ to, subject, text }, 'no SMTP_URL: a letter goes to the log');
  }

  override deliver(mail: Mail): Promise<Delivery> {
    this.send(mail);
    return Promise.resolve('sent');
  }
}
