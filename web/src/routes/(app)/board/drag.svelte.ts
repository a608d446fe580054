import type { Attachment } from 'svelte/attachments';
import type { Card } from './columns.ts';

/** So far a press is a click. */
const CLICK_PX = 6;
/** So near to the edge the columns go on. */
const EDGE_PX = 60;

interface Ways {
  mayMove: (card: Card) => boolean;
  mayDrop: (card: Card, stageId: string) => boolean;
  drop: (card: Card, stageId: string) => void;
}

/** A card in somebody's hand, held by the mouse or by the keys. */
export class Drag {
  card = $state.raw<Card>();
  /** The column above which it is. */
  over = $state<string>();
  byKeys = $state(false);

  constructor(private readonly ways: Ways) {}

  isTarget(stageId: string): boolean {
    return this.card !== undefined && this.over === stageId && this.mayDrop(stageId);
  }

  mayDrop(stageId: string): boolean {
    return this.card !== undefined && this.ways.mayDrop(this.card, stageId);
  }

  grab(card: Card, byKeys: boolean): void {
    if (!this.ways.mayMove(card)) return;
    this.card = card;
    this.over = card.stageId;
    this.byKeys = byKeys;
  }

  cancel(): void {
    this.card = undefined;
    this.over = undefined;
  }

  drop(): void {
    const { card, over } = this;
    const lands = card && over !== undefined && over !== card.stageId && this.mayDrop(over);
    this.cancel();
    if (lands) this.ways.drop(card, over);
  }

  /** The element of a card that a mouse or a pen may pull; a finger scrolls, and has the list of stages. */
  handle(card: Card): Attachment<HTMLElement> {
    return (element) => {
      const down = (event: PointerEvent) => {
        if (event.button !== 0 || event.pointerType === 'touch' || !this.ways.mayMove(card)) return;
        if (event.target instanceof Element && event.target.closest('button')) return;
        this.follow(element, card, event);
      };
      element.addEventListener('pointerdown', down);
      return () => element.removeEventListener('pointerdown', down);
    };
  }

  private follow(element: HTMLElement, card: Card, start: PointerEvent): void {
    const ends = new AbortController();
    const { signal } = ends;
    const columns = element.closest('[data-stage]')?.parentElement;
    let [ghost, x, frame]: [HTMLElement | undefined, number, number] = [undefined, start.clientX, 0];
    const goOn = () => {
      if (columns) rollAt(columns, x);
      frame = requestAnimationFrame(goOn);
    };
    const finish = () => {
      ends.abort();
      cancelAnimationFrame(frame);
      ghost?.remove();
    };
    const move = ({ clientX, clientY }: PointerEvent) => {
      x = clientX;
      const [right, down] = [clientX - start.clientX, clientY - start.clientY];
      if (!ghost && Math.hypot(right, down) < CLICK_PX) return;
      if (!ghost) {
        this.grab(card, false);
        ghost = ghostOf(element);
        getSelection()?.removeAllRanges();
        goOn();
      }
      ghost.style.transform = `translate(${right}px, ${down}px) rotate(1.5deg)`;
      const column = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-stage]');
      this.over = column?.dataset['stage'];
    };
    const up = () => {
      const wasPulled = ghost !== undefined;
      finish();
      if (!wasPulled) return;
      // The click that ends the pull opens nothing.
      const swallowing = new AbortController();
      const swallow = { capture: true, signal: swallowing.signal };
      addEventListener('click', (event) => event.preventDefault(), swallow);
      setTimeout(() => swallowing.abort(), 0);
      this.drop();
    };
    const giveUp = () => {
      finish();
      this.cancel();
    };
    addEventListener('pointermove', move, { signal });
    addEventListener('pointerup', up, { signal });
    addEventListener('pointercancel', giveUp, { signal });
    addEventListener('keydown', ({ key }) => key === 'Escape' && giveUp(), { signal });
    addEventListener('dragstart', (event) => event.preventDefault(), { signal });
  }
}

/** What is seen at the pointer, while the card itself keeps its place. */
function ghostOf(element: HTMLElement): HTMLElement {
  const { left, top, width } = element.getBoundingClientRect();
  const ghost = element.cloneNode(true) as HTMLElement;
  ghost.inert = true;
  ghost.removeAttribute('id');
  Object.assign(ghost.style, {
    ...{ position: 'fixed', left: `${left}px`, top: `${top}px`, width: `${width}px`, margin: '0' },
    ...{ zIndex: '40', pointerEvents: 'none', opacity: '0.92' },
  });
  document.body.append(ghost);
  return ghost;
}

/** Near their edge the columns roll on. */
function rollAt(columns: Element, x: number): void {
  const { left, right } = columns.getBoundingClientRect();
  if (x < left + EDGE_PX) columns.scrollBy({ left: -12 });
  else if (x > right - EDGE_PX) columns.scrollBy({ left: 12 });
}
