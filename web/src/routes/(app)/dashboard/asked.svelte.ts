import type { Schemas } from '#lib/api/client.ts';
import { filter, type Report } from './filter.svelte.ts';
import { aheadOf, intervalOf, type Period, periodOf, today } from './period.ts';
import { fromSaved } from './saved/presets.ts';

/** A panel, as a saved dashboard may want it. */
export type Widget = Pick<Schemas['WidgetDto'], 'title' | 'kpis' | 'interval' | 'period'> & {
  report: Report;
};

/** What one panel asks its report: the filter, but for the days and the interval that it has for itself. */
export class Asked {
  private readonly widget: () => Widget;

  readonly period = $derived.by((): Period => {
    const { period, report } = this.widget();
    if (period) return savedDays(period);
    return report === 'forecast' ? aheadOf(today()) : filter.period;
  });
  readonly interval = $derived.by(() => this.widget().interval ?? intervalOf(this.period));
  readonly query = $derived.by(() => ({ ...filter.query, ...this.period }));
  readonly kpis = $derived.by(() => this.widget().kpis);
  readonly title = $derived.by(() => this.widget().title);
  readonly hasDays = $derived.by(() => this.widget().period !== undefined);

  constructor(widget: () => Widget) {
    this.widget = widget;
  }
}

/** The days that a saved period means today. */
function savedDays(saved: Schemas['DashboardPeriodDto']): Period {
  const { period, from, to } = fromSaved(saved);
  return period === 'custom' ? { from, to } : periodOf(period, today());
}
