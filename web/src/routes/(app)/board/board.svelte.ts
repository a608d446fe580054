import { followEvents, type ServerEvent } from '#lib/api/events.ts';
import { api, ask, type Schemas } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';
import { Remote } from '#lib/state/remote.svelte.ts';
import { toasts } from '#lib/state/toasts.svelte.ts';
import {
  type Card,
  type Column,
  moved,
  type Totals,
  withCards,
  withoutCards,
  withTotals,
} from './columns.ts';

const PAGE = 50;

export interface Narrowing {
  ownerId?: string;
  teamId?: string;
  q?: string;
}

interface News {
  changed: { id: string; stageId: string; version: number }[];
  gone: string[];
  columns: Totals[];
}

/** A pipeline as it is now: read once, read on where somebody looks further down, and mended as others work on it. */
export class Board {
  readonly remote = new Remote<Schemas['BoardResponse']>();
  columns = $state.raw<readonly Column[]>([]);
  /** What others do arrives. */
  isLive = $state(false);
  private reading = new Set<string>();
  private cursors = new Map<string, string | null>();
  /** How often it was read from the beginning: what was read on before that has no place any more. */
  private beginnings = 0;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly pipelineId: string,
    private readonly query: Narrowing,
  ) {}

  async load(): Promise<void> {
    await this.remote.load(async (signal) => {
      const params = { path: { id: this.pipelineId }, query: this.query };
      const board = await ask(api.GET('/api/v1/pipelines/{id}/board', { params, signal }));
      // What was read further down stays until it is told to be gone.
      this.columns = board.columns;
      this.cursors.clear();
      this.beginnings += 1;
      return board;
    });
  }

  column(stageId: string): Column | undefined {
    return this.columns.find((one) => one.stageId === stageId);
  }

  /** Reads a column on. */
  async more(stageId: string): Promise<void> {
    const column = this.column(stageId);
    if (!column || this.reading.has(stageId) || column.cards.length >= column.count) return;
    const cursor = this.cursors.get(stageId);
    if (cursor === null) return;
    this.reading.add(stageId);
    const { beginnings } = this;
    try {
      const page = await this.cards({ stageId, limit: PAGE, ...(cursor !== undefined && { cursor }) });
      if (beginnings !== this.beginnings) return;
      this.columns = withCards(this.columns, page.items);
      this.cursors.set(stageId, page.nextCursor);
    } catch (error) {
      toasts.failed(error);
    } finally {
      this.reading.delete(stageId);
    }
  }

  /** Reads cards that have changed; those that are no longer here go. */
  async refresh(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { items } = await this.cards({ ids: [...ids], limit: 100 });
    const found = new Set(items.map(({ id }) => id));
    const gone = ids.filter((id) => !found.has(id));
    this.columns = withCards(withoutCards(this.columns, gone), items);
  }

  /** Shows a step before it is answered. @returns takes it back */
  foresee(card: Card, to: string): () => void {
    this.columns = moved(this.columns, card, to);
    return () => {
      const there = this.column(to)?.cards.find(({ id }) => id === card.id);
      if (there) this.columns = moved(this.columns, there, card.stageId);
      this.columns = withCards(withoutCards(this.columns, [card.id]), [card]);
    };
  }

  /** A step was answered. */
  settle(deal: Schemas['OpportunityResponse']): void {
    const { id, version, probability, stageId, rotting, rottenSince, lastActivityAt } = deal;
    const card = this.columns.flatMap(({ cards }) => cards).find((one) => one.id === id);
    if (!card || card.version > version) return;
    this.columns = withCards(withoutCards(this.columns, [id]), [
      { ...card, ...{ version, probability, stageId, rotting, rottenSince, lastActivityAt } },
    ]);
  }

  /** Follows what others do until the signal ends it. */
  async watch(signal: AbortSignal): Promise<void> {
    try {
      await followEvents(
        `/api/v1/pipelines/${this.pipelineId}/board/events`,
        (event) => this.hear(event),
        signal,
        (isOpen) => (this.isLive = isOpen),
      );
    } catch (error) {
      // Whoever may not follow sees the board as it was read.
      if (!(error instanceof Problem)) throw error;
    } finally {
      clearTimeout(this.again);
      this.isLive = false;
    }
  }

  private hear({ event, data }: ServerEvent): void {
    if (event === 'reload') void this.load();
    else if (event === 'changed') void this.mend(data as News);
    else if (event === 'ready' && !this.isNarrow)
      this.columns = withTotals(this.columns, (data as News).columns);
  }

  private async mend({ changed, gone, columns }: News): Promise<void> {
    const known = new Map(this.columns.flatMap(({ cards }) => cards.map(({ id, version }) => [id, version])));
    this.columns = withoutCards(this.columns, gone);
    try {
      await this.refresh(changed.filter(({ id, version }) => known.get(id) !== version).map(({ id }) => id));
    } catch (error) {
      // The next event, or the next look, brings it.
      if (!(error instanceof Problem)) throw error;
    }
    if (!this.isNarrow) this.columns = withTotals(this.columns, columns);
    else this.sumUpSoon();
  }

  private get isNarrow(): boolean {
    return Object.keys(this.query).length > 0;
  }

  /** The stream tells the sums of everything; those of a narrower board are asked for. */
  private sumUpSoon(): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      const params = { path: { id: this.pipelineId }, query: this.query };
      void ask(api.GET('/api/v1/pipelines/{id}/board', { params })).then(
        ({ columns }) => {
          const totals = columns.map(({ stageId, count, amount, weighted }) => ({
            ...{ stageId, count },
            ...(amount !== undefined && { amount }),
            ...(weighted !== undefined && { weighted }),
          }));
          this.columns = withTotals(this.columns, totals);
        },
        (error: unknown) => toasts.failed(error),
      );
    }, 1_500);
  }

  private cards(more: { stageId?: string; ids?: string[]; limit: number; cursor?: string }) {
    const params = { path: { id: this.pipelineId }, query: { ...this.query, ...more } };
    return ask(api.GET('/api/v1/pipelines/{id}/board/cards', { params }));
  }
}
