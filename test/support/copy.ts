import type { Person } from './people.ts';
import { untilSettled } from './settled.ts';
import type { Story } from './story.ts';

interface Change {
  entity: string;
  entityId: string;
  gone: boolean;
  action: string;
  [type: string]: unknown;
}

interface Stored {
  id: string;
  version: number;
  clientId?: string | null;
}

const LISTS: Readonly<Record<string, string>> = {
  client: '/clients',
  contact: '/contacts',
  opportunity: '/opportunities',
  activity: '/activities',
  visit: '/visits',
};

/** What a phone keeps: made from the lists once, kept right by the feed alone. */
export class Copy {
  private readonly records = new Map<string, Stored>();
  private cursor = '';
  /** Everything that the feed has told, in its order. */
  readonly told: Change[] = [];

  constructor(
    private readonly story: Story,
    private readonly person: Person,
  ) {}

  /** As `docs/synchronising.md` says: the cursor first, then the lists. */
  async start(between: () => Promise<void> = () => Promise.resolve()): Promise<this> {
    await untilSettled(this.story);
    const { body } = await this.story.as(this.person).get('/changes').expect(200);
    this.cursor = body.nextCursor as string;
    await between();
    this.records.clear();
    for (const [key, record] of await this.lists()) this.records.set(key, record);
    return this;
  }

  /** All that was done so far. */
  async follow(query = ''): Promise<Change[]> {
    await untilSettled(this.story);
    return this.followSettled(query);
  }

  /** What may be told while a transaction is open; asks until there is no more. */
  async followSettled(query = ''): Promise<Change[]> {
    const news: Change[] = [];
    for (let more = true; more;) {
      const path = `/changes?after=${this.cursor}${query}`;
      const { body } = await this.story.as(this.person).get(path).expect(200);
      news.push(...(body.items as Change[]));
      this.cursor = body.nextCursor as string;
      more = body.more as boolean;
    }
    for (const change of news) this.apply(change);
    this.told.push(...news);
    return news;
  }

  get place(): string {
    return this.cursor;
  }

  /** `type id` → version, in one order. */
  versions(): Record<string, number> {
    return versionsOf(this.records);
  }

  /** The same of what the lists hold now. */
  async truth(): Promise<Record<string, number>> {
    return versionsOf(await this.lists());
  }

  private apply(change: Change): void {
    const { entity, entityId, gone } = change;
    const key = `${entity} ${entityId}`;
    if (gone) this.records.delete(key);
    if (gone && entity === 'client') this.dropUnder(entityId);
    if (!gone && entity in LISTS) this.records.set(key, change[entity] as Stored);
  }

  /** A client takes its people and what was written about it along; what stays the reader's is told after it. */
  private dropUnder(clientId: string): void {
    for (const [key, record] of this.records)
      if (/^(contact|activity) /.test(key) && record.clientId === clientId) this.records.delete(key);
  }

  private async lists(): Promise<Map<string, Stored>> {
    const all = new Map<string, Stored>();
    for (const [type, path] of Object.entries(LISTS)) {
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = `?limit=100${cursor && `&cursor=${cursor}`}`;
        const { body } = await this.story
          .as(this.person)
          .get(path + query)
          .expect(200);
        for (const item of body.items as Stored[]) all.set(`${type} ${item.id}`, item);
        cursor = body.nextCursor as string | null;
      }
    }
    return all;
  }
}

function versionsOf(records: ReadonlyMap<string, Stored>): Record<string, number> {
  return Object.fromEntries([...records].map(([key, { version }]) => [key, version] as const).sort());
}
