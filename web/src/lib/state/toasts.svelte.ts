import { Problem } from '#lib/api/problem.ts';
import { inItalian, refusedAlone } from '#lib/api/refused.ts';
import { words } from '#lib/i18n/words.ts';

export interface Toast {
  id: number;
  kind: 'done' | 'failed';
  text: string;
  /** To quote when asking for help. */
  requestId: string | undefined;
}

class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  private next = 1;

  done(text: string): void {
    this.add({ kind: 'done', text, requestId: undefined }, 5_000);
  }

  /** Says what a request was refused for. @throws whatever is no {@link Problem} */
  failed(error: unknown): void {
    if (!(error instanceof Problem)) throw error;
    this.refused(error, tell(error));
  }

  /** @returns what it is dismissed by, once what it says holds no more */
  refused({ requestId }: Problem, text: string): number {
    return this.add({ kind: 'failed', text, requestId }, 12_000);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  private add(toast: Omit<Toast, 'id'>, milliseconds: number): number {
    const id = this.next++;
    this.list = [...this.list, { id, ...toast }].slice(-3);
    setTimeout(() => this.dismiss(id), milliseconds);
    return id;
  }
}

export const toasts = new Toasts();

/** A problem in words for people. */
export function tell(problem: Problem): string {
  if (problem.status === 0) return words.t.errors.offline;
  const first = problem.document.errors?.[0];
  if (first) return refusedAlone(first);
  return inItalian(problem.code) ?? (problem.message || words.t.errors.unexpected);
}
