/**
 * Work that a process does beside its requests, one round at a time: nudged when there is some, and asked again when a
 * nudge came during a round.
 */
export class BackgroundLoop {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private again = false;

  /**
   * @param round looks for work and does it until there is none, or until the signal says to end
   * @param failed what is not done is tried at the next nudge
   */
  constructor(
    private readonly round: (stop: AbortSignal) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  nudge(): void {
    if (this.stopping.signal.aborted) return;
    this.again = true;
    this.running ??= this.begin();
  }

  /** The step under way is finished; what is left waits for the next start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async begin(): Promise<void> {
    // Not before `running` is known: a round may nudge.
    await Promise.resolve();
    await this.work();
    this.running = undefined;
    // A nudge that came after the last look would be heard by nobody.
    if (this.again) this.nudge();
  }

  private async work(): Promise<void> {
    try {
      while (this.again && !this.stopping.signal.aborted) {
        this.again = false;
        await this.round(this.stopping.signal);
      }
    } catch (error) {
      // Whatever nudged meanwhile: it would fail at once again.
      this.again = false;
      this.failed(error);
    }
  }
}
