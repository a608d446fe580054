import { Problem } from '#lib/api/problem.ts';
import { REFUSALS } from '#lib/api/refusals.ts';
import { language } from '#lib/i18n/language.svelte.ts';
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
    this.add({ kind: 'failed', text: tell(error), requestId: error.requestId }, 12_000);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  private add(toast: Omit<Toast, 'id'>, milliseconds: number): void {
    const id = this.next++;
    this.list = [...this.list, { id, ...toast }].slice(-3);
    setTimeout(() => this.dismiss(id), milliseconds);
  }
}

export const toasts = new Toasts();

/** A problem in words for people. */
export function tell(problem: Problem): string {
  if (problem.status === 0) return words.t.errors.offline;
  const first = problem.document.errors?.[0];
  const inItalian =
    language.now === 'it' ? (REFUSALS[first?.code ?? ''] ?? REFUSALS[problem.code]) : undefined;
  if (inItalian !== undefined) return inItalian;
  return first && first.detail !== problem.message
    ? `${problem.message} ${first.detail}`
    : problem.message || words.t.errors.unexpected;
}
