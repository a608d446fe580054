import type { Principal } from '../../../platform/access/index.js';
import type { JournalRecord, JournalService } from '../../../platform/journal/index.js';
import type { Client, Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { fromDateColumn } from '../../../platform/time/rome.js';
import type { CustomValues } from '../../custom-fields/domain/custom-field.js';
import { updateClients } from '../targets/client-import.queries.js';
import { deleteCreated, holdUntouched, type WrittenRow } from './revert.queries.js';
import type { TakeBack } from './take-back.js';

type Changes = Record<string, { from: unknown; to: unknown }>;
const CUSTOM = 'custom.';

export class ClientTakeBack implements TakeBack {
  constructor(
    private readonly importId: string,
    private readonly actor: Principal,
    private readonly journal: JournalService,
  ) {}

  hold(tx: Tx, rows: readonly WrittenRow[]): Promise<ReadonlySet<number>> {
    return holdUntouched(tx, 'clients', this.importId, rows);
  }

  async undo(tx: Tx, rows: readonly WrittenRow[], at: Date): Promise<void> {
    const { userId } = this.actor;
    const clients = await tx.client.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
    const byId = new Map(clients.map((client) => [client.id, client]));
    const created = rows.filter(({ status }) => status === 'CREATED');
    await deleteCreated(
      tx,
      'clients',
      created.map(({ id }) => id),
      userId,
      at,
    );
    const restored = rows
      .filter(({ status }) => status === 'UPDATED')
      .map(({ row, id, before }) => {
        const client = byId.get(id);
        const changes = reversed(before as unknown as Changes);
        return {
          row,
          id,
          after: restoredClient(client, changes),
          changes: changes as Prisma.InputJsonObject,
        };
      });
    await updateClients(tx, restored, userId, at);
    await this.journal.recordMany(tx, this.actor, [
      ...created.map(({ row, id }) =>
        this.entry('client.deleted', byId.get(id), { name: byId.get(id)?.name ?? null, row }),
      ),
      ...restored.map(({ row, id, changes }) =>
        this.entry('client.updated', byId.get(id), { ...changes, row }),
      ),
    ]);
  }

  private entry(
    action: `client.${string}`,
    client: Client | undefined,
    facts: Prisma.InputJsonObject,
  ): JournalRecord {
    const { id = '', ownerId = '' } = client ?? {};
    const all = { ...facts, importId: this.importId, reverted: true };
    return { action, entity: 'client', entityId: id, clientId: id, ownerId, facts: all };
  }
}

function reversed(changes: Changes): Changes {
  return Object.fromEntries(
    Object.entries(changes).map(([field, { from, to }]) => [field, { from: to, to: from }]),
  );
}

/** All columns as they were, from the present ones and the changes that lead back. */
function restoredClient(client: Client | undefined, changes: Changes): Record<string, unknown> {
  const custom: CustomValues = { ...(client?.custom as CustomValues | undefined) };
  const columns: Record<string, unknown> = {};
  for (const [field, { to }] of Object.entries(changes)) {
    if (!field.startsWith(CUSTOM)) columns[field] = to;
    else if (to === null) Reflect.deleteProperty(custom, field.slice(CUSTOM.length));
    else custom[field.slice(CUSTOM.length)] = to as CustomValues[string];
  }
  const admExpiresOn = client?.admExpiresOn ? fromDateColumn(client.admExpiresOn) : null;
  return { ...client, admExpiresOn, custom, ...columns };
}
