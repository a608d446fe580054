import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { ShownAnswers } from '../../platform/field-rules/index.js';
import type { SummaryLanguage } from '../../platform/prisma/generated/enums.js';
import { addDays, type BusinessDate } from '../../platform/time/rome.js';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { HEADLINE_KPIS, headlineName, isHeadlineKpi } from '../reports/overview/headline-kpis.js';
import { OverviewService } from '../reports/overview/overview.service.js';
import type { Summary, SummaryLine } from './summary-letter.js';

const DAYS = 7;

interface Wanted {
  dueOn: BusinessDate;
  language: SummaryLanguage;
  dashboardId: string | null;
}

/** What the overview answers of one figure, whatever its unit. */
type AnsweredKpi = Pick<SummaryLine, 'unit' | 'value' | 'change'> & { previous?: SummaryLine['previous'] };

/** The week of one reader, with the rights of this moment. */
@Injectable()
export class SummaryFigures {
  constructor(
    private readonly overview: OverviewService,
    private readonly dashboards: DashboardsService,
    private readonly answers: ShownAnswers,
  ) {}

  /** @throws DomainError FORBIDDEN (403) to who may read no figures */
  async read(
    reader: Principal,
    { dueOn, language, dashboardId }: Wanted,
  ): Promise<Pick<Summary, 'from' | 'to' | 'lines' | 'computedAt' | 'dashboard'>> {
    const dashboard = dashboardId === null ? null : await this.dashboards.usable(reader, dashboardId);
    const week = { from: addDays(dueOn, -DAYS), to: dueOn };
    const query = { ...dashboard?.filter, ...week, compare: 'previous' } as const;
    const answer = await this.overview.overview(reader, query);
    const { kpis = {} } = this.answers.shown('getOverview', answer, reader);
    const known = new Map(Object.entries<AnsweredKpi>(kpis));
    const chosen = (dashboard?.widgets ?? []).flatMap(({ report, kpis: some }): readonly string[] =>
      report === 'overview' ? (some ?? HEADLINE_KPIS) : [],
    );
    const keys = new Set<string>(chosen.length > 0 ? chosen : HEADLINE_KPIS);
    const lines = [...keys].flatMap((key) => {
      const kpi = known.get(key);
      if (!kpi || !isHeadlineKpi(key)) return [];
      const { unit, value, previous = null, change } = kpi;
      return [{ name: headlineName(key, language), unit, value, previous, change }];
    });
    return { ...week, lines, computedAt: answer.computedAt, dashboard: dashboard?.name };
  }
}
