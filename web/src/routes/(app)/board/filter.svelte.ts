import { goto } from '$app/navigation';
import { page } from '$app/state';

/** What the board is narrowed to. It stands in the address, so that a link shows the same to a colleague. */
class Filter {
  readonly pipelineId = $derived(page.url.searchParams.get('pipeline') ?? '');
  readonly teamId = $derived(page.url.searchParams.get('team') ?? '');
  readonly ownerId = $derived(page.url.searchParams.get('owner') ?? '');
  readonly text = $derived(page.url.searchParams.get('q') ?? '');

  readonly query = $derived({
    ...(this.teamId && { teamId: this.teamId }),
    ...(this.ownerId && { ownerId: this.ownerId }),
    ...(this.text && { q: this.text }),
  });
  readonly isNarrow = $derived(Object.keys(this.query).length > 0);

  /** Empty values leave the address. */
  change(values: Record<string, string>, replace = false): void {
    const url = new URL(page.url.href);
    for (const [name, value] of Object.entries(values))
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    void goto(url, { reset: false, replace });
  }
}

export const filter = new Filter();
