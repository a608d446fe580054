import { goto } from '$app/navigation';
import { page } from '$app/state';

/** What the journal is narrowed to. It stands in the address, so that a link shows the same to a colleague. */
class Filter {
  readonly actorId = $derived(page.url.searchParams.get('actor') ?? '');
  readonly entity = $derived(page.url.searchParams.get('entity') ?? '');
  readonly action = $derived(page.url.searchParams.get('action') ?? '');
  readonly from = $derived(page.url.searchParams.get('from') ?? '');
  readonly to = $derived(page.url.searchParams.get('to') ?? '');

  /** Empty values leave the address. */
  change(values: Record<string, string>): void {
    const url = new URL(page.url.href);
    for (const [name, value] of Object.entries(values))
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    void goto(url, { reset: false });
  }
}

export const filter = new Filter();
