import { goto } from '$app/navigation';
import { page } from '$app/state';
import { type Period, type PeriodName, PERIODS, faultOf, monthsOf, periodOf, today } from './period.ts';

/** The panels in their order, each with the report that it shows. */
export const REPORTS = [
  ...(['overview', 'sales-trend', 'forecast', 'lost-reasons', 'funnel'] as const),
  ...(['journey', 'leads', 'visits', 'agents'] as const),
] as const;
export type Report = (typeof REPORTS)[number];

/** Changes closer to each other than this are one. */
const ONE_CHANGE_MS = 1000;

/** What the figures are narrowed to. It stands in the address, so that a link shows the same to a colleague. */
class Filter {
  readonly name = $derived.by((): PeriodName => {
    const given = page.url.searchParams.get('period');
    return PERIODS.find((name) => name === given) ?? '30d';
  });

  /** As the address has it, be it a period or not; of chosen dates alone. */
  readonly chosen = $derived.by((): Period => {
    const { searchParams } = page.url;
    const [from, to] = [searchParams.get('from') ?? '', searchParams.get('to') ?? ''];
    return from || to ? { from, to } : periodOf('30d', today());
  });

  /** With a fault there is no period, and no figure may be shown. */
  readonly fault = $derived(this.name === 'custom' ? faultOf(this.chosen) : undefined);

  readonly period = $derived.by((): Period => {
    if (this.name !== 'custom') return periodOf(this.name, today());
    return this.fault ? periodOf('30d', today()) : this.chosen;
  });

  /** The months whose targets stand beside the figures. */
  readonly months = $derived(monthsOf(this.name, this.period, today()));

  readonly teamId = $derived(page.url.searchParams.get('team') ?? '');
  readonly ownerId = $derived(page.url.searchParams.get('agent') ?? '');
  readonly pipelineId = $derived(page.url.searchParams.get('pipeline') ?? '');
  /** The saved dashboard from which this began. */
  readonly dashboardId = $derived(page.url.searchParams.get('dashboard') ?? '');
  /** Which are shown, in which order; all when none is named. */
  readonly panels = $derived.by((): readonly Report[] => {
    const named = (page.url.searchParams.get('panels') ?? '').split(',');
    const known = named.flatMap((name) => REPORTS.filter((report) => report === name));
    return known.length > 0 ? known : REPORTS;
  });

  /** As every report takes it, compared with the days before. */
  readonly query = $derived({
    ...this.period,
    compare: 'previous' as const,
    ...(this.teamId && { teamId: this.teamId }),
    ...(this.ownerId && { ownerId: this.ownerId }),
    ...(this.pipelineId && { pipelineId: this.pipelineId }),
  });

  /** Both ends stand in the address, so that one that is emptied is seen to be missing. */
  choose(ends: Partial<Period>): void {
    this.change({ ...this.chosen, ...ends });
  }

  #changedAt = -Infinity;

  /** Empty values leave the address. Going back skips what was passed over while a name was typed in a list. */
  change(values: Record<string, string>): void {
    const url = new URL(page.url.href);
    for (const [name, value] of Object.entries(values))
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    const now = performance.now();
    void goto(url, { reset: false, replace: now - this.#changedAt < ONE_CHANGE_MS });
    this.#changedAt = now;
  }
}

export const filter = new Filter();
