import { Remote } from './remote.svelte.ts';

export interface Rows<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A list that is read page by page, each below those before. */
export class Listed<T> extends Remote<Rows<T>> {
  /** @param page asks for the rows after a place; `{}`: from the beginning */
  constructor(private readonly page: (after: { cursor?: string }, signal: AbortSignal) => Promise<Rows<T>>) {
    super();
  }

  first = (): Promise<void> => this.load((signal) => this.page({}, signal));

  more = (): Promise<void> => {
    const shown = this.data;
    if (!shown?.nextCursor) return Promise.resolve();
    const cursor = shown.nextCursor;
    return this.load(async (signal) => {
      const next = await this.page({ cursor }, signal);
      return { ...next, items: [...shown.items, ...next.items] };
    });
  };
}
