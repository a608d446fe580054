import { api, ask, type Schemas } from '#lib/api/client.ts';
import { Remote } from '#lib/state/remote.svelte.ts';

export type Import = Schemas['ImportResponse'];

const SOON_MS = 300;
const SLOWEST_MS = 3_000;
const UNDER_WAY: readonly Import['status'][] = ['CHECKING', 'COMMITTING', 'REVERTING'];

export const isUnderWay = ({ status }: Import): boolean => UNDER_WAY.includes(status);

/** An import, read again while it is under way: soon at first, then every three seconds. */
export class Running extends Remote<Import> {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly id: string) {
    super();
  }

  /** Also tells anew what somebody has just started. */
  async watch(wait = SOON_MS): Promise<void> {
    clearTimeout(this.timer);
    await this.load(
      (signal) => ask(api.GET('/api/v1/imports/{id}', { params: { path: { id: this.id } }, signal })),
      true,
    );
    const goesOn = this.problem ? this.problem.status === 0 : this.data && isUnderWay(this.data);
    if (goesOn) this.timer = setTimeout(() => void this.watch(Math.min(wait * 1.5, SLOWEST_MS)), wait);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
