import { Injectable } from '@nestjs/common';
import { tryJobLock } from '../../platform/jobs/index.js';
import { type FeedHorizon, readFeed, readFeedHorizon } from '../../platform/journal/index.js';
import { Prisma, type WebhookFeed } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import {
  firstPosition,
  forgetSnapshots,
  insertDeliveries,
  insertRestoredDeliveries,
  lastRestoredId,
} from './fan-out.queries.js';

const NAME = 'webhooks';
const LOCK = 'webhook-feed';
const AT_ONCE = 500;
/** An idle feed writes nothing, but its place does not fall behind by more transactions than these. */
const IDLE_TRANSACTIONS = 1000n;

/**
 * Turns rows of the journal into deliveries. The deliveries of a row are written in the transaction that moves the feed's
 * place beyond it, so that a killed process neither loses nor doubles one.
 */
@Injectable()
export class FanOut {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** Reads all that has settled; returns at once when another replica is at it. */
  async round(stop: AbortSignal): Promise<void> {
    let more = true;
    while (more && !stop.aborted) more = await this.prisma.$transaction((tx) => this.step(tx));
  }

  private async step(tx: Tx): Promise<boolean> {
    if (!(await tryJobLock(tx, LOCK))) return false;
    const mark = await this.mark(tx);
    if (!mark) return false;
    const horizon = await readFeedHorizon(tx);
    if (mark.transaction > horizon.next) return this.startAnew(tx, mark, horizon);

    const after = { transaction: mark.transaction, id: mark.journalId };
    const aboveFloor = Prisma.sql`j.id > ${mark.floorId}`;
    const rows = await readFeed(tx, after, horizon.settled, AT_ONCE, aboveFloor);
    const ids = rows.map(({ id }) => id);
    const last = rows.at(-1);
    if (last) await insertDeliveries(tx, ids, this.clock.now());
    else if (horizon.settled - mark.transaction < IDLE_TRANSACTIONS) return false;
    const isFull = rows.length === AT_ONCE;
    const place =
      isFull && last
        ? { transaction: last.transaction, journalId: last.id }
        : { transaction: horizon.settled, journalId: 0n };
    const seenId = ids.reduce((most, id) => (id > most ? id : most), mark.seenId);
    await this.move(tx, { ...place, seenId });
    return isFull;
  }

  /** The feed's place; without webhooks there is none, and the first webhook's beginning is the feed's. */
  private async mark(tx: Tx): Promise<WebhookFeed | undefined> {
    if ((await tx.webhookSubscription.findFirst({ select: { id: true } })) === null) {
      await tx.webhookFeed.deleteMany();
      return undefined;
    }
    const known = await tx.webhookFeed.findUnique({ where: { name: NAME } });
    if (known) return known;
    const data = { name: NAME, ...(await firstPosition(tx)), journalId: 0n, updatedAt: this.clock.now() };
    return tx.webhookFeed.create({ data });
  }

  /**
   * This database came from a dump: its rows carry transactions of another server, some of them beyond ours. What the dump
   * held and the feed had not yet read is sent; of the rest only what is newer than the dump, by id.
   */
  private async startAnew(tx: Tx, mark: WebhookFeed, { next }: FeedHorizon): Promise<boolean> {
    const after = { transaction: mark.transaction, id: mark.journalId };
    await insertRestoredDeliveries(tx, after, this.clock.now());
    const restored = await lastRestoredId(tx, next);
    const floorId = restored > mark.seenId ? restored : mark.seenId;
    await forgetSnapshots(tx);
    await this.move(tx, { transaction: 0n, journalId: 0n, floorId, seenId: floorId });
    return true;
  }

  private async move(tx: Tx, data: Partial<WebhookFeed>): Promise<void> {
    await tx.webhookFeed.update({ where: { name: NAME }, data: { ...data, updatedAt: this.clock.now() } });
  }
}
