import { setTimeout as wait } from 'node:timers/promises';
import { quantile, told } from './drill.ts';
import type { Stage } from './stage.ts';

/** Two seconds of a hundred a second: who waits for a table is under way, and not left out. */
const UNDER_WAY = 200;

/** Requests at a steady pace; where so many are under way that the machine is too slow for it, those are left out and counted. */
export class SteadyLoad {
  /** Which replica is called. */
  replica = 0;
  readonly failed: string[] = [];
  /** Requests that were due and not sent. */
  leftOut = 0;
  private readonly milliseconds: number[] = [];
  private readonly stage: Stage;
  private readonly perSecond: number;
  private over = false;
  private running: Promise<void> = Promise.resolve();

  constructor(stage: Stage, perSecond: number) {
    this.stage = stage;
    this.perSecond = perSecond;
  }

  async run(): Promise<void> {
    const { text } = await this.stage.send(0, 'POST', '/clients', { name: 'Svapo del carico' });
    const { id } = JSON.parse(text) as { id: string };
    this.running = this.send(id);
    await this.running;
  }

  /** Everything that was sent has been answered. */
  async end(): Promise<void> {
    this.over = true;
    await this.running;
  }

  tell(): void {
    told('requests', this.milliseconds.length);
    told('median, milliseconds', quantile(this.milliseconds, 0.5));
    told('99 of 100 within, milliseconds', quantile(this.milliseconds, 0.99));
    told('the longest, milliseconds', Math.max(...this.milliseconds));
    for (const failure of new Set(this.failed)) console.log(`         ${failure}`);
  }

  private async send(id: string): Promise<void> {
    const start = performance.now();
    const open = new Set<Promise<void>>();
    for (let turn = 0; !this.over; turn += 1) {
      if (open.size < UNDER_WAY) {
        const call = this.call(turn, id).finally(() => open.delete(call));
        open.add(call);
      } else this.leftOut += 1;
      await wait(Math.max(0, start + ((turn + 1) * 1000) / this.perSecond - performance.now()));
    }
    await Promise.all(open);
  }

  private async call(turn: number, id: string): Promise<void> {
    const requests = [
      ['GET', '/clients?limit=20'],
      ['GET', `/clients/${id}`],
      ['GET', '/opportunities?limit=20'],
      ['POST', '/clients', { name: `Svapo del carico ${turn}` }],
      ['GET', '/visits?limit=20'],
      ['PATCH', `/clients/${id}`, { notes: String(turn) }],
    ] as const;
    const [method, path, body] = requests[turn % requests.length] ?? requests[0];
    const { status, text, milliseconds } = await this.stage.send(this.replica, method, path, body);
    this.milliseconds.push(Math.round(milliseconds));
    if (status === 0 || status >= 400) this.failed.push(`${method} ${path}: ${status} ${text.slice(0, 120)}`);
  }
}
