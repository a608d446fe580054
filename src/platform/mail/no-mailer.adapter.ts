import { Logger } from '@nestjs/common';
import { type Delivery, Mailer } from './mailer.port.js';

/** Where there is no mail server letters are dropped, and said so once; never what stood in them. */
export class NoMailer extends Mailer {
  override readonly delivers = false;

  constructor() {
    super();
    new Logger(NoMailer.name).warn('mail is off: set SMTP_URL, or admins hand over the links themselves');
  }

  override send(): void {
    // Nothing leaves the house.
  }

  override deliver(): Promise<Delivery> {
    return Promise.resolve('refused');
  }
}
