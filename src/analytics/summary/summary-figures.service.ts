import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { ShownAnswers } from '../../platform/field-rules/index.js';
import type { SummaryLanguage } from '../../platform/prisma/generated/enums.js';
import { addDays, type BusinessDate } from '../../platform/time/rome.js';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import {
  HEADLINE_KPIS,
  type HeadlineKpi,
  headlineName,
  isHeadlineKpi,
} from '../reports/overview/headline-kpis.js';
import { monthsAhead } from '../reports/arithmetic/period.js';
import { ForecastService } from '../reports/forecast/forecast.service.js';
import { OverviewService } from '../reports/overview/overview.service.js';
import { ReportReader } from '../reports/report-reader.service.js';
import { toldMonth } from './figure-words.js';
import type { Summary, SummaryLine } from './summary-letter.js';

const DAYS = 7;

interface Wanted {
  dueOn: BusinessDate;
  language: SummaryLanguage;
  dashboardId: string | null;
}

/** What the overview answers of one figure, whatever its unit. */
type AnsweredKpi = Omit<SummaryLine, 'name'>;

/** Figures that whole months alone have. */
const OF_MONTHS: readonly string[] = ['pipelineCoverage', 'targetAttainment'] satisfies HeadlineKpi[];

/** The week of one reader, with the rights of this moment. */
@Injectable()
export class SummaryFigures {
  constructor(
    private readonly overview: OverviewService,
    private readonly forecast: ForecastService,
    private readonly reader: ReportReader,
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
    const month = monthsAhead(addDays(dueOn, -1), 1);
    const [answer, ahead] = await this.reader.together(async () => [
      await this.overview.overview(reader, { ...dashboard?.filter, ...week, compare: 'previous' }),
      await this.forecast.forecast(reader, { ...dashboard?.filter, ...month }),
    ]);
    const { kpis = {} } = this.answers.shown('getOverview', answer, reader);
    const { coverage } = this.answers.shown('getForecast', ahead, reader);
    const known = new Map(Object.entries<AnsweredKpi>(kpis));
    const chosen = (dashboard?.widgets ?? []).flatMap(({ report, kpis: some }): readonly string[] =>
      report === 'overview' ? (some ?? HEADLINE_KPIS) : [],
    );
    const keys = new Set<string>(chosen.length > 0 ? chosen : HEADLINE_KPIS);
    const lines = [...keys].flatMap((key): SummaryLine[] => {
      const kpi = known.get(key);
      if (!kpi || !isHeadlineKpi(key) || OF_MONTHS.includes(key)) return [];
      const { unit, value, previous, change, changePoints, stillOpen } = kpi;
      const name = headlineName(key, language);
      return [{ name, unit, value, previous, change, changePoints, stillOpen }];
    });
    const measured = { pipelineCoverage: coverage?.value, targetAttainment: coverage?.attainment };
    const ofMonth = Object.entries(measured).flatMap(([key, value]): SummaryLine[] =>
      isHeadlineKpi(key) && keys.has(key) && value != null
        ? [
            {
              name: `${headlineName(key, language)} (${toldMonth(month.from, language)})`,
              unit: 'percent',
              value,
            },
          ]
        : [],
    );
    return {
      ...week,
      lines: [...lines, ...ofMonth],
      computedAt: answer.computedAt,
      dashboard: dashboard?.name,
    };
  }
}
