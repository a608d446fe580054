import { toasts } from '#lib/state/toasts.svelte.ts';

/** What somebody does by a button: at work until it is answered, and told in a toast either way. */
export class Attempt {
  busy = $state(false);

  /** @returns whether it was done */
  async at(work: () => Promise<unknown>, done?: string): Promise<boolean> {
    this.busy = true;
    try {
      await work();
      if (done !== undefined) toasts.done(done);
      return true;
    } catch (error) {
      toasts.failed(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
