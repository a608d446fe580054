import { Problem } from '#lib/api/problem.ts';
import { ifItCan } from './database.ts';
import { tapped } from './clock.ts';
import { send, subjectOf, type Answer, type Deed } from './deeds.ts';
import { network } from './network.svelte.ts';
import { addWrite, nextOf, putWrite, removeWrite, writesOf, type Write } from './writes.ts';

/** What became of a write while somebody looked: `kept` waits on this telephone. */
export type Outcome =
  { is: 'sent'; answer: Answer | undefined } | { is: 'kept' } | { is: 'refused'; problem: Problem };

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;

/** Tabs of one browser show the same writes. */
const tabs = new BroadcastChannel('nexus.outbox');

/**
 * Writes on their way to the API. Each is kept in the browser before it is sent and until it is answered, so neither a
 * dead network nor a closed page loses it; its key makes sending twice count once; those of one person are sent for nobody else.
 */
class Outbox {
  list = $state.raw<readonly Write[]>([]);
  /** Confirmed since the page that shows them was read. */
  recent = $state.raw<readonly Write[]>([]);
  /** Counts the answers that came, accepting or refusing: what is shown may be read again. */
  answered = $state(0);
  private personId: string | undefined;
  private readonly watchers = new Map<string, (outcome: Outcome) => void>();
  private work: Promise<void> = Promise.resolve();
  private pause = FIRST_PAUSE_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    network.onReturn(() => void this.flush());
    tabs.onmessage = () => void this.look();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.flush();
    });
  }

  get waiting(): readonly Write[] {
    return this.list.filter(({ refused }) => refused === undefined);
  }

  get refused(): readonly Write[] {
    return this.list.filter(({ refused }) => refused !== undefined);
  }

  /** From now on for this person; undefined: nobody is signed in. */
  async serve(personId: string | undefined): Promise<void> {
    if (personId === this.personId) return;
    this.personId = personId;
    this.recent = [];
    this.list = [];
    await this.look();
    await this.flush();
  }

  /** Keeps a write, sends it if that is possible, and says how far it got. */
  async do(deed: Deed, about: string, at = tapped()): Promise<Outcome> {
    if (this.personId === undefined) throw new Error('Nobody is signed in.');
    const key = crypto.randomUUID();
    const outcome = new Promise<Outcome>((resolve) => this.watchers.set(key, resolve));
    if (!(await addWrite({ key, personId: this.personId, deed, about, at }))) {
      this.watchers.delete(key);
      return this.sendUnkept(deed, key);
    }
    await this.changed();
    void this.flush();
    return outcome;
  }

  /** Where the browser keeps nothing, a write is sent at once, or it is refused in sight of who made it. */
  private async sendUnkept(deed: Deed, key: string): Promise<Outcome> {
    try {
      const answer = await send(deed, key);
      this.answered += 1;
      return { is: 'sent', answer };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { is: 'refused', problem: error };
    }
  }

  /** Sends a refused write once more: what stood against it may be mended. */
  async again(write: Write): Promise<void> {
    await putWrite({ ...write, refused: undefined });
    await this.changed();
    await this.flush();
  }

  async drop(...writes: readonly Write[]): Promise<void> {
    for (const write of writes) await removeWrite(write);
    await this.changed();
    await this.flush();
  }

  /** What is shown was read at this moment, so what was confirmed before is in it. */
  async isShownSince(readAt: number): Promise<void> {
    const shown = this.recent.filter(({ sentAt = readAt }) => sentAt < readAt);
    for (const write of shown) await removeWrite(write);
    if (shown.length > 0) await this.changed();
  }

  /** Sends what waits, in its order; one round after the other, here and in all tabs. */
  flush(): Promise<void> {
    const round = (): Promise<void> =>
      inTurn(() => this.sendAll().catch((error: unknown) => this.breakOff(error)));
    this.work = this.work.then(round, round);
    return this.work;
  }

  private async sendAll(): Promise<void> {
    clearTimeout(this.timer);
    const { personId } = this;
    const passed = new Set<string>();
    while (personId !== undefined && personId === this.personId) {
      const write = nextOf(await writesOf(personId), passed);
      if (write === undefined) break;
      const fate = await this.sendOne(write);
      if (fate === 'nobody answers') {
        this.later();
        break;
      }
      // What the server fails on holds up its own visit alone.
      if (fate === 'not now') passed.add(subjectOf(write.deed));
      else this.pause = FIRST_PAUSE_MS;
    }
    if (passed.size > 0) this.later();
    await this.tellWatchers();
  }

  /** What is not settled stays, and so does what comes after it: on the same visit, or all when nobody answers. */
  private async sendOne(write: Write): Promise<'settled' | 'not now' | 'nobody answers'> {
    try {
      const answer = await send(write.deed, write.key);
      await putWrite({ ...write, sentAt: Date.now() });
      this.tell(write.key, { is: 'sent', answer });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (isForAll(error)) return 'nobody answers';
      if (isForNow(error)) return 'not now';
      await putWrite({ ...write, refused: refusalOf(error) });
      this.tell(write.key, { is: 'refused', problem: error });
    }
    await this.changed();
    this.answered += 1;
    return 'settled';
  }

  /** The browser gave way in the middle, or the end of an answer did: what was kept is, and goes later. */
  private breakOff(error: unknown): void {
    if (!(error instanceof DOMException)) throw error;
    for (const key of [...this.watchers.keys()]) this.tell(key, { is: 'kept' });
    this.later();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }

  private tell(key: string, outcome: Outcome): void {
    this.watchers.get(key)?.(outcome);
    this.watchers.delete(key);
  }

  /** What still waits is kept; what is gone was sent by another tab. */
  private async tellWatchers(): Promise<void> {
    if (this.watchers.size === 0 || this.personId === undefined) return;
    const unsent = (await writesOf(this.personId)).filter(({ sentAt }) => sentAt === undefined);
    const there = new Set(unsent.map(({ key }) => key));
    for (const key of [...this.watchers.keys()])
      this.tell(key, there.has(key) ? { is: 'kept' } : { is: 'sent', answer: undefined });
    if (there.size > 0) void navigator.storage?.persist?.();
  }

  private async changed(): Promise<void> {
    tabs.postMessage('changed');
    await this.look();
  }

  private async look(): Promise<void> {
    const { personId } = this;
    const all = (personId !== undefined && (await ifItCan(writesOf(personId)))) || [];
    if (personId !== this.personId) return;
    this.list = all.filter(({ sentAt }) => sentAt === undefined);
    this.recent = all.filter(({ sentAt }) => sentAt !== undefined);
  }
}

/** No answer, or none to anything that is sent now. */
function isForAll({ status }: Problem): boolean {
  return [0, 401, 429, 502, 503].includes(status);
}

/** Not answered on the matter itself: the same may well be taken later. */
function isForNow({ status, code }: Problem): boolean {
  const passes = ['IDEMPOTENCY_KEY_IN_PROGRESS', 'CONCURRENT_CHANGE'].includes(code);
  return status === 408 || status >= 500 || passes;
}

function refusalOf({ status, code, message, requestId, document }: Problem): Write['refused'] {
  const first = document.errors?.[0];
  const { currentStatus } = document as { currentStatus?: string };
  return { status, code: first?.code ?? code, detail: first?.detail ?? message, requestId, currentStatus };
}

/** One tab at a time; where an address has no locks the key alone keeps writes from being done twice. */
function inTurn(round: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('nexus.outbox', round) : round();
}

export const outbox = new Outbox();
