import { api, ask, type Schemas } from '#lib/api/client.ts';
import { aheadBy, setAhead, setByServer } from '#lib/offline/clock.ts';
import { keep, keptFor } from '#lib/offline/kept.ts';
import { outbox } from '#lib/offline/outbox.svelte.ts';
import type { Write } from '#lib/offline/writes.ts';
import { session } from '#lib/session/session.svelte.ts';
import { Remote } from '#lib/state/remote.svelte.ts';
import { withWrites } from './with-writes.ts';

type Day = Schemas['MyDayResponse'];

/** A day as it was read: writes that were sent later are not in it. */
interface Read {
  day: Day;
  askedAt: number;
  /** How much the server's clock was ahead of this one. */
  ahead: number;
}

const NAME = 'my-day';

/** One's day: what was read last, with what was done since, with or without network. */
export class Today {
  readonly remote = new Remote<Read>();

  /** The day with everything that was done on this telephone. */
  get day(): Day | undefined {
    const read = this.remote.data;
    return read && withWrites(read.day, writesSince(read.askedAt));
  }

  get readAt(): string | undefined {
    return this.remote.data?.day.computedAt;
  }

  /** What is kept stands there at once; what the server says follows. */
  async open(): Promise<void> {
    const kept = session.me && (await keptFor<Read>(session.me.id, NAME));
    if (kept && this.remote.data === undefined) {
      setAhead(kept.value.ahead);
      this.remote.data = kept.value;
    }
    await this.load();
  }

  async load(): Promise<void> {
    await this.remote.load(async (signal) => {
      const askedAt = Date.now();
      const readerId = session.me?.id;
      const day = await ask(api.GET('/api/v1/my-day', { signal }));
      setByServer(day.computedAt);
      const read = { day, askedAt, ahead: aheadBy() };
      // An answer that comes after signing out is kept for nobody, least of all for who signed in since.
      if (readerId !== undefined && session.me?.id === readerId) await keep(readerId, NAME, read);
      return read;
    });
    // Only now, when it is shown: nothing may look undone in between.
    if (this.remote.data && !this.remote.problem) await outbox.isShownSince(this.remote.data.askedAt);
  }
}

function writesSince(askedAt: number): Write[] {
  return [...outbox.recent.filter(({ sentAt = 0 }) => sentAt >= askedAt), ...outbox.waiting];
}
