import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type JournalRecord, JournalService } from '../../platform/journal/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { type Repeated, Repeats } from './repeats.js';

const MINUTE_MS = 60_000;
/** Different notes that one replica counts apart within a minute. */
const MOST_KEYS = 1000;

/** Something that changed nothing and is in the journal all the same: a refusal, a failed login. */
export interface SecurityNote extends JournalRecord {
  /** null: nobody is signed in. */
  actorId: string | null;
  /** The API key with which the actor tried. */
  apiKeyId?: string | null;
  requestId: string;
  facts: Prisma.InputJsonObject;
}

/**
 * Writes what somebody tried and was not let do. The first of its kind in a minute stands in the journal at once, the
 * others as one row with their number: whoever tries a thousand times can't fill the table. Nobody waits for it.
 */
@Injectable()
export class SecurityNotes implements OnModuleDestroy {
  private readonly logger = new Logger(SecurityNotes.name);
  private readonly repeats = new Repeats<SecurityNote>(MINUTE_MS, MOST_KEYS);
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /** @param key what makes two notes of one action the same */
  add(key: string, note: SecurityNote): void {
    if (this.repeats.add(note.action, key, note, this.clock.now().getTime())) this.write(note);
  }

  /** Writes the counts of the minutes that are over. */
  @Interval(10_000)
  async writeRepeats(): Promise<void> {
    for (const repeated of this.repeats.endedBy(this.clock.now().getTime())) this.write(asNote(repeated));
    await this.written();
  }

  /** Everything that was added so far stands in the journal, or was said to be lost. */
  async written(): Promise<void> {
    // What was tracked may have added a note on its way.
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Counts of the minute that is under way are written too, before the database connection closes. */
  async onModuleDestroy(): Promise<void> {
    for (const repeated of this.repeats.endedBy(Infinity)) this.write(asNote(repeated));
    await this.written();
  }

  /** Work that may end in a note, and that nobody waits for either. */
  track(work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => this.logger.error({ err: error }, 'a note is lost'))
      .finally(() => this.underWay.delete(done));
    this.underWay.add(done);
  }

  private write({ actorId, apiKeyId = null, requestId, ...record }: SecurityNote): void {
    this.track(this.journal.record(this.prisma, { userId: actorId, apiKeyId, requestId }, record));
  }
}

function asNote({ first, times, firstAt, lastAt, mixed }: Repeated<SecurityNote>): SecurityNote {
  const since = new Date(firstAt).toISOString();
  const facts = { ...first.facts, repeated: times, since, ...(mixed && { mixed }) };
  return { ...first, at: new Date(lastAt), facts };
}
