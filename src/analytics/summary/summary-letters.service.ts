import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import { AppConfig } from '../../platform/config/config.js';
import { Mailer } from '../../platform/mail/index.js';
import type { LetterOutcome } from '../../platform/prisma/generated/enums.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { SummaryFigures } from './summary-figures.service.js';
import { summaryLetter } from './summary-letter.js';
import { endSummary, postponeSummary, takeSummary, type TakenSummary } from './summary.queries.js';
import { UnsubscribeTokens } from './unsubscribe-tokens.service.js';

const MINUTES = 60_000;
/** Longer than figures and a mail server may take; a replica that dies leaves its letter to the others after this. */
const LEASE = 5 * MINUTES;
const MOST_TRIES = 8;

/** Hands the waiting letters to the mail server, one at a time, each until it is taken. */
@Injectable()
export class SummaryLetters {
  private readonly publicUrl: string;
  private readonly domain: string;

  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly figures: SummaryFigures,
    private readonly tokens: UnsubscribeTokens,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    { publicUrl }: AppConfig,
  ) {
    this.publicUrl = publicUrl;
    this.domain = new URL(publicUrl).hostname;
  }

  /** @returns false when no letter waits */
  async next(): Promise<boolean> {
    const now = this.clock.now();
    const letter = await takeSummary(this.prisma, now, new Date(now.getTime() + LEASE));
    if (!letter) return false;
    const outcome = await this.deliver(letter);
    if (outcome) await endSummary(this.prisma, letter, outcome, this.clock.now());
    else await this.postpone(letter);
    return true;
  }

  /** @returns undefined: worth another try */
  private async deliver(letter: TakenSummary): Promise<LetterOutcome | undefined> {
    const { userId, language, email, tries } = letter;
    const reader = language === null ? null : await this.users.actingAs(userId);
    if (language === null || !reader?.can('analytics:read')) return 'VOID';
    // A letter that ended none of its tries, because each took its replica along.
    if (tries > MOST_TRIES) return 'FAILED';
    const figures = await this.figures.read(reader, { ...letter, language });
    const token = this.tokens.for(userId);
    const unsubscribeLink = `${this.publicUrl}/unsubscribe#token=${token}`;
    const mail = summaryLetter(email, { ...letter, language, ...figures, unsubscribeLink });
    const delivery = await this.mailer.deliver({
      ...mail,
      messageId: this.idOf(letter),
      headers: this.headers(token),
    });
    if (delivery === 'sent') return 'SENT';
    if (delivery === 'refused') return 'REFUSED';
    return tries >= MOST_TRIES ? 'FAILED' : undefined;
  }

  private postpone(letter: TakenSummary): Promise<void> {
    const pause = 2 ** (letter.tries - 1) * MINUTES;
    return postponeSummary(this.prisma, letter, new Date(this.clock.now().getTime() + pause));
  }

  private idOf({ userId, dueOn }: TakenSummary): string {
    return `<summary.${userId}.${dueOn}@${this.domain}>`;
  }

  /** One click in the mail program ends the letters (RFC 8058). */
  private headers(token: string): Record<string, string> {
    return {
      'List-Unsubscribe': `<${this.publicUrl}/api/v1/analytics/summary/unsubscribe/${token}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    };
  }
}
