import type { ChangeType } from './change-type.js';

/** A record that something happened to. */
export interface Touch {
  type: ChangeType;
  id: string;
  at: Date;
  action: string;
  /** Whether it was the reader's to see, before or after: only then is its leaving told. */
  wasSeen: boolean;
}

/** The records that a page tells of, each once: at its last change, in the order of these. */
export class Touched {
  private readonly byKey = new Map<string, Touch>();

  get size(): number {
    return this.byKey.size;
  }

  add(touch: Touch): void {
    const key = `${touch.type} ${touch.id}`;
    const before = this.byKey.get(key);
    this.byKey.delete(key);
    this.byKey.set(key, { ...touch, wasSeen: touch.wasSeen || before?.wasSeen === true });
  }

  all(): Touch[] {
    return [...this.byKey.values()];
  }
}
