import { onHeard } from '#lib/api/access.ts';

const ASK_AGAIN_MS = 15_000;

/** Whether the server is within reach, by what its last answer was; the browser's own word is only a hint. */
class Network {
  isAway = $state(!navigator.onLine);
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    onHeard((answered) => this.hear(answered));
    addEventListener('offline', () => this.hear(false));
    addEventListener('online', () => void this.look());
    document.addEventListener('visibilitychange', () => {
      if (this.isAway && document.visibilityState === 'visible') void this.look();
    });
    if (this.isAway) this.hear(false);
  }

  /** @returns what ends the calls */
  onReturn(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private hear(answered: boolean): void {
    clearTimeout(this.timer);
    const isBack = answered && this.isAway;
    this.isAway = !answered;
    if (!answered) this.timer = setTimeout(() => void this.look(), ASK_AGAIN_MS);
    if (isBack) for (const listener of this.listeners) listener();
  }

  private async look(): Promise<void> {
    try {
      await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(ASK_AGAIN_MS) });
      this.hear(true);
    } catch (error) {
      // What `fetch` throws where nobody answers, or not in time.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      this.hear(false);
    }
  }
}

export const network = new Network();
