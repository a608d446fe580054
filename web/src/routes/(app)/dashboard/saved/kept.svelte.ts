import { api, ask, type Schemas } from '#lib/api/client.ts';
import { Remote } from '#lib/state/remote.svelte.ts';
import type { Widget } from '../asked.svelte.ts';
import { filter } from '../filter.svelte.ts';
import { fromSaved } from './presets.ts';

/** The dashboards that the reader may open, and what is shown of the one that is open. */
export class Kept {
  readonly dashboards = new Remote<readonly Schemas['DashboardResponse'][]>();
  readonly shown = $derived.by(() => this.dashboards.data?.find(({ id }) => id === filter.dashboardId));

  /** Its widgets as it has them, until others are chosen; days that are chosen go before those of its widgets. */
  readonly widgets = $derived.by((): readonly Widget[] => {
    const { shown } = this;
    if (filter.dashboardId && !shown && !this.dashboards.data && !this.dashboards.problem) return [];
    if (!shown || !areIts(shown.widgets)) return filter.panels.map((report) => ({ report }));
    const hasItsDays = isIts(shown.period);
    return shown.widgets.map(({ period, ...widget }) => ({
      ...widget,
      ...(period && hasItsDays && { period }),
    }));
  });

  constructor() {
    void this.load();
  }

  load(): Promise<void> {
    return this.dashboards.load(async (signal) => {
      const query = { limit: 100 };
      return (await ask(api.GET('/api/v1/analytics/dashboards', { params: { query }, signal }))).items;
    });
  }
}

function areIts(widgets: readonly Widget[]): boolean {
  return [...new Set(widgets.map(({ report }) => report))].join() === filter.panels.join();
}

function isIts(period: Schemas['DashboardPeriodDto']): boolean {
  const its = fromSaved(period);
  if (its.period !== filter.name) return false;
  return its.period !== 'custom' || (its.from === filter.period.from && its.to === filter.period.to);
}
