import { untrack } from 'svelte';
import { Problem } from '#lib/api/problem.ts';

/** Something that is read from the API: what it was, whether it is on its way, and why it didn't come. */
export class Remote<T> {
  data = $state.raw<T>();
  problem = $state.raw<Problem>();
  loading = $state(false);
  private latest: AbortController | undefined;

  /**
   * Asks; the answer of an earlier question that comes late is dropped. What was there stays until the new is here.
   * @param quietly what is there is not faded meanwhile: it is read again and again by itself
   */
  async load(ask: (signal: AbortSignal) => Promise<T>, quietly = false): Promise<void> {
    this.latest?.abort();
    const mine = (this.latest = new AbortController());
    // Asking depends on nothing that it changes: an effect that asks would ask for ever.
    this.loading = !quietly || untrack(() => this.data) === undefined;
    try {
      const data = await ask(mine.signal);
      if (mine.signal.aborted) return;
      this.data = data;
      this.problem = undefined;
    } catch (error) {
      if (mine.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      this.problem = error;
    } finally {
      if (this.latest === mine) this.loading = false;
    }
  }
}
