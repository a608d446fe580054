import { tick } from 'svelte';
import type { Schemas } from '#lib/api/client.ts';
import type { Problem } from '#lib/api/problem.ts';
import { moveDeal, reopenDeal } from '#lib/deals/steps.ts';
import { session } from '#lib/session/session.svelte.ts';
import { toasts } from '#lib/state/toasts.svelte.ts';
import { isStale } from '#lib/ui/conflict.ts';
import type { Board } from './board.svelte.ts';
import type { Card, Column } from './columns.ts';
import { Drag } from './drag.svelte.ts';
import { words } from './words.ts';

type Send = (version: number) => Promise<Schemas['OpportunityResponse']>;
type Closing = Omit<Schemas['MoveOpportunityDto'], 'stageId'>;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** What somebody does with the cards of a board, by pulling, by keys or by a list. */
export class Hand {
  /** What a step still has to be told. */
  asked = $state.raw<{ card: Card; to: Column }>();
  /** What was refused because somebody else was quicker. */
  conflict = $state.raw<{ problem: Problem; card: Card; to: Column; send: Send }>();
  /** Whose list of stages is open. */
  choosing = $state.raw<Card>();
  /** Read out to who doesn't see it. */
  told = $state('');
  readonly drag: Drag;

  constructor(private readonly board: () => Board | undefined) {
    this.drag = new Drag({
      mayMove: () => this.mayMove,
      mayDrop: (card, stageId) => this.mayDrop(card, stageId),
      drop: (card, stageId) => void this.land(card, stageId),
    });
  }

  get mayMove(): boolean {
    return session.can('opportunity:update');
  }

  /** What is closed goes back into an open stage, and nowhere else. */
  mayDrop(card: Card, stageId: string): boolean {
    const [from, to] = [this.column(card.stageId), this.column(stageId)];
    return from !== undefined && to !== undefined && (from.kind === 'OPEN' || to.kind === 'OPEN');
  }

  async land(card: Card, stageId: string): Promise<void> {
    const [from, to] = [this.column(card.stageId), this.column(stageId)];
    this.choosing = undefined;
    if (!from || !to) return;
    if (from.kind !== 'OPEN' || to.kind !== 'OPEN') this.asked = { card, to };
    else await this.step(card, to, (version) => moveDeal({ id: card.id, version, stageId }));
  }

  /** @throws Problem what the rules refuse */
  async close({ card, to }: { card: Card; to: Column }, closing: Closing, version: number): Promise<void> {
    const send: Send = (at) => {
      const step = { id: card.id, version: at, stageId: to.stageId };
      return to.kind === 'OPEN' ? reopenDeal(step) : moveDeal(step, closing);
    };
    try {
      const deal = await send(version);
      this.asked = undefined;
      this.board()?.foresee(card, to.stageId);
      this.board()?.settle(deal);
      await this.tell(words.t.dropped(card.title, to.name), card.id);
    } catch (error) {
      if (!isStale(error)) throw error;
      this.asked = undefined;
      this.conflict = { problem: error, card, to, send };
    }
  }

  async insist(version: number): Promise<void> {
    if (!this.conflict) return;
    const { card, to, send } = this.conflict;
    this.conflict = undefined;
    await this.step(card, to, send, version);
  }

  async giveIn(): Promise<void> {
    const id = this.conflict?.card.id;
    this.conflict = undefined;
    if (id === undefined) return;
    try {
      await this.board()?.refresh([id]);
    } catch (error) {
      toasts.failed(error);
    }
    await this.focus(id);
  }

  /** On the button of a card: Space takes and drops it, the arrows choose the column. */
  onkeydown(event: KeyboardEvent, card: Card): void {
    const { drag } = this;
    const isHeld = drag.byKeys && drag.card?.id === card.id;
    if (event.key === ' ' && !isHeld) {
      drag.grab(card, true);
      this.told = words.t.grabbed(card.title, this.column(card.stageId)?.name ?? '');
    } else if (!isHeld) return;
    else if (event.key === ' ' || event.key === 'Enter') {
      if (drag.over === card.stageId) this.told = words.t.cancelled(card.title);
      drag.drop();
    } else if (event.key === 'Escape') {
      drag.cancel();
      this.told = words.t.cancelled(card.title);
    } else if (STEPS[event.key] !== undefined) this.shift(card, STEPS[event.key] ?? 0);
    else return;
    event.preventDefault();
  }

  private shift(card: Card, by: number): void {
    const columns = this.board()?.columns ?? [];
    const ways = columns.filter(({ stageId }) => stageId === card.stageId || this.mayDrop(card, stageId));
    const at = ways.findIndex(({ stageId }) => stageId === this.drag.over);
    const next = ways[Math.max(0, Math.min(ways.length - 1, at + by))];
    if (!next) return;
    this.drag.over = next.stageId;
    const place = columns.findIndex(({ stageId }) => stageId === next.stageId) + 1;
    this.told = words.t.over(next.name, words.t.of(place, columns.length));
    document
      .querySelector(`[data-stage="${next.stageId}"]`)
      ?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }

  /** Shown at once, and taken back when it is refused. */
  private async step(card: Card, to: Column, send: Send, version = card.version): Promise<void> {
    const board = this.board();
    if (!board) return;
    const takeBack = board.foresee(card, to.stageId);
    await this.focus(card.id);
    try {
      board.settle(await send(version));
      await this.tell(words.t.dropped(card.title, to.name), card.id);
    } catch (error) {
      takeBack();
      await this.tell(words.t.back(card.title), card.id);
      if (isStale(error)) this.conflict = { problem: error, card, to, send };
      else toasts.failed(error);
    }
  }

  private async tell(what: string, cardId: string): Promise<void> {
    this.told = what;
    await this.focus(cardId);
  }

  /** The card is another element in another column: the focus follows it, unless it went elsewhere meanwhile. */
  private async focus(cardId: string): Promise<void> {
    await tick();
    if (document.activeElement && document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`#card-${cardId} button`)?.focus();
  }

  private column(stageId: string): Column | undefined {
    return this.board()?.column(stageId);
  }
}
