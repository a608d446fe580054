import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../config/config.js';
import { HealthModule } from '../health/health.module.js';
import { LogMailer } from './log-mailer.adapter.js';
import { MailFigures } from './mail-figures.service.js';
import { Mailer } from './mailer.port.js';
import { NoMailer } from './no-mailer.adapter.js';
import { SmtpMailer } from './smtp-mailer.adapter.js';

/** Provides the one {@link Mailer}: SMTP where a server is named, the log in development, nothing elsewhere. */
@Global()
@Module({
  imports: [HealthModule],
  providers: [MailFigures, { provide: Mailer, inject: [AppConfig, MailFigures], useFactory: mailerFor }],
  exports: [Mailer],
})
export class MailModule {}

function mailerFor({ smtpUrl, mailFrom, environment }: AppConfig, figures: MailFigures): Mailer {
  if (smtpUrl) {
    const requireTls = environment === 'production';
    return new SmtpMailer({ url: smtpUrl, from: mailFrom, requireTls }, figures);
  }
  return environment === 'development' ? new LogMailer() : new NoMailer();
}
