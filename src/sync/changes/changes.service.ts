import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { type FeedHorizon, type FeedPosition, readFeedHorizon } from '../../platform/journal/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import {
  type ChangeRow,
  endOfStretch,
  findChanges,
  findChildren,
  readDatabaseName,
  type Stretch,
} from './changes.queries.js';
import { type ChangeType, SEEN_WITH_CLIENT } from './domain/change-type.js';
import { BEFORE_ALL_CHILDREN, type ChangeCursor, readCursor, writeCursor } from './domain/cursor.js';
import { Touched } from './domain/touched.js';
import type { ChangesQuery } from './dto/changes.query.js';
import type { ChangeResponse, ChangesResponse } from './dto/changes.response.js';
import { PresentRecords } from './present-records.service.js';
import { ownersOfAny, type Reach, ReachService } from './reach.service.js';
import { standingOf } from './standing.js';

/** Rows of the journal that one page looks through at most, whoever's they are. */
const LOOK_THROUGH = 20_000;

type Place = Omit<ChangeCursor, 'standing'>;

/** The journal as a reader may follow it: what changed, as it is now, and what is no longer there for the reader. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly reaches: ReachService,
    private readonly records: PresentRecords,
  ) {}

  /** @throws DomainError CURSOR_INVALID (400), FORBIDDEN (403), CHANGES_START_ANEW (410) */
  async page(actor: Principal, { after, types, limit }: ChangesQuery): Promise<ChangesResponse> {
    const reach = await this.reaches.of(actor, types);
    const standing = standingOf(actor, reach, await readDatabaseName(this.prisma));
    const horizon = await readFeedHorizon(this.prisma);
    if (after === undefined)
      return { items: [], nextCursor: writeCursor({ ...endOf(horizon), standing }), more: false };
    const from = placeIn(after, standing, horizon);
    const { touched, place, more } = await this.collect(reach, from, horizon, limit);
    const items = await this.present(actor, touched);
    return { items, nextCursor: writeCursor({ ...place, standing }), more };
  }

  private async collect(
    reach: Reach,
    from: Place,
    horizon: FeedHorizon,
    limit: number,
  ): Promise<{ touched: Touched; place: Place; more: boolean }> {
    const touched = new Touched();
    // A row whose children are not all told is read once more.
    const after = from.child === null ? from : { ...from, id: from.id - 1n };
    const stretch = { after, settled: horizon.settled, most: LOOK_THROUGH };
    const concern = { entities: entitiesOf(reach), owners: ownersOfAny(reach) };
    const rows = await findChanges(this.prisma, stretch, concern, limit);
    let place = from;
    for (const row of rows) {
      if (touched.size >= limit) return { touched, place, more: true };
      const told = isAt(row, from) ? from.child : null;
      if (told === null) this.tell(touched, reach, row);
      place = placeOf(row);
      if (!row.fans) continue;
      const last = await this.tellChildren(touched, reach, row, told ?? BEFORE_ALL_CHILDREN, limit);
      if (last !== null) return { touched, place: { ...place, child: last }, more: true };
    }
    return { touched, ...(await this.endOfPage(stretch, horizon, rows, limit)) };
  }

  private async endOfPage(
    stretch: Stretch,
    horizon: FeedHorizon,
    rows: readonly ChangeRow[],
    limit: number,
  ): Promise<{ place: Place; more: boolean }> {
    const last = rows.at(-1);
    if (last && rows.length === limit) return { place: placeOf(last), more: true };
    const end = await endOfStretch(this.prisma, stretch);
    return end ? { place: placeOf(end), more: true } : { place: endOf(horizon), more: false };
  }

  private tell(touched: Touched, reach: Reach, row: ChangeRow): void {
    const { type, recordId: id, at, action } = row;
    if (reach.has(type)) touched.add({ type, id, at, action, wasSeen: wasSeen(reach, type, row) });
  }

  /**
   * Contacts and activities come and go with their client; a merge moves whatever hangs on one, an erasure mends it.
   * @returns the last child told when there may be more of them; null: all are told
   */
  private async tellChildren(
    touched: Touched,
    reach: Reach,
    row: ChangeRow,
    after: string,
    limit: number,
  ): Promise<string | null> {
    const { recordId, clientId: ofRow, otherClientId, at, action } = row;
    const room = limit - touched.size;
    if (room <= 0) return after;
    const clients = [ofRow, otherClientId].filter((client) => client !== null);
    const children = await findChildren(this.prisma, clients, recordId, after, room);
    for (const { type, id, clientId } of children) {
      if (!reach.has(type)) continue;
      const leaves = SEEN_WITH_CLIENT.includes(type) && clientId === ofRow;
      touched.add({ type, id, at, action, wasSeen: leaves && wasSeen(reach, type, row) });
    }
    return children.length === room ? (children.at(-1)?.id ?? null) : null;
  }

  private async present(actor: Principal, touched: Touched): Promise<ChangeResponse[]> {
    const touches = touched.all();
    const found = await this.records.of(actor, touches);
    return touches.flatMap(({ type, id, at, action, wasSeen }) => {
      const record = found.get(`${type} ${id}`);
      if (!record && !wasSeen) return [];
      return [{ at, entity: type, entityId: id, action, gone: !record, ...record }];
    });
  }
}

function entitiesOf(reach: Reach): string[] {
  const types = [...reach.keys()];
  // What hangs on a client comes and goes with it, whether the client itself is followed or not.
  return types.flatMap((type): string[] => (type === 'pipeline' ? ['pipeline', 'stage'] : [type, 'client']));
}

/** Whether a row's record was the reader's to see, before the change or after it. */
function wasSeen(reach: Reach, type: ChangeType, row: ChangeRow): boolean {
  const owners = reach.get(type);
  if (owners === undefined) return false;
  if (owners === null || type === 'pipeline') return true;
  const those = [row.ownerId, row.formerOwnerId, row.clientOwnerId, row.formerClientOwnerId];
  const assignees = [row.assigneeIds, row.formerAssigneeIds].flat();
  return [...those, ...assignees].some((owner) => typeof owner === 'string' && owners.has(owner));
}

/** @throws DomainError CURSOR_INVALID (400), CHANGES_START_ANEW (410) */
function placeIn(after: string, standing: string, { next }: FeedHorizon): Place {
  const cursor = readCursor(after);
  if (!cursor)
    throw DomainError.field('/after', 'CURSOR_INVALID', 'This is no cursor of the feed of changes.');
  if (cursor.standing === standing && cursor.transaction <= next) return cursor;
  throw new DomainError(
    'gone',
    'CHANGES_START_ANEW',
    'What you may see or the types that you ask for have changed since, or the database was restored: take a new cursor, read the lists once more, and go on from there.',
  );
}

function placeOf({ transaction, id }: FeedPosition): Place {
  return { transaction, id, child: null };
}

function endOf({ settled }: FeedHorizon): Place {
  return { transaction: settled, id: 0n, child: null };
}

function isAt(row: FeedPosition, place: FeedPosition): boolean {
  return row.transaction === place.transaction && row.id === place.id;
}
