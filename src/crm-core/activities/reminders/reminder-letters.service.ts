import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../../auth/index.js';
import { AppConfig } from '../../../platform/config/config.js';
import { type Delivery, Mailer, writeMail } from '../../../platform/mail/index.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { ClientDirectory } from '../../clients/client-directory.service.js';
import { reminderLetter } from './reminder-letter.js';
import { endLetter, postponeLetter, takeLetter, type TakenLetter } from './reminder.queries.js';

const MINUTES = 60_000;
/** Longer than a mail server may take; a replica that dies leaves its letter to the others after this. */
const LEASE = 5 * MINUTES;
const MOST_TRIES = 8;

/** Hands the waiting letters to the mail server, one at a time, each until it is taken. */
@Injectable()
export class ReminderLetters {
  private readonly domain: string;

  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly clients: ClientDirectory,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    { publicUrl }: AppConfig,
  ) {
    this.domain = new URL(publicUrl).hostname;
  }

  /** @returns false when no letter waits */
  async next(): Promise<boolean> {
    const now = this.clock.now();
    const letter = await takeLetter(this.prisma, now, new Date(now.getTime() + LEASE));
    if (!letter) return false;
    if (letter.wanted) await this.conclude(letter, await this.deliver(letter));
    else await endLetter(this.prisma, letter, 'VOID', now);
    return true;
  }

  private async deliver(letter: TakenLetter): Promise<Delivery> {
    const { email, activityId, userId, remindAt } = letter;
    const text = reminderLetter({ ...letter, clientName: await this.clientOf(letter) });
    const messageId = `<reminder.${activityId}.${userId}.${remindAt.getTime()}@${this.domain}>`;
    return this.mailer.deliver({ ...writeMail(email, text), messageId });
  }

  /** The client's name, when the reader may see that client. */
  private async clientOf({ userId, clientId }: TakenLetter): Promise<string | null> {
    const reader = clientId === null ? null : await this.users.actingAs(userId);
    if (!reader?.can('client:read') || clientId === null) return null;
    return (await this.clients.visibleAmong(this.prisma, reader, [clientId])).get(clientId)?.name ?? null;
  }

  private async conclude(letter: TakenLetter, delivery: Delivery): Promise<void> {
    const now = this.clock.now();
    if (delivery === 'sent') return endLetter(this.prisma, letter, 'SENT', now);
    if (delivery === 'refused') return endLetter(this.prisma, letter, 'REFUSED', now);
    if (letter.tries >= MOST_TRIES) return endLetter(this.prisma, letter, 'FAILED', now);
    const pause = 2 ** (letter.tries - 1) * MINUTES;
    return postponeLetter(this.prisma, letter, new Date(now.getTime() + pause));
  }
}
