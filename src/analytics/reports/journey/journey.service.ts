import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import { JOURNEY_STEPS, type JourneyStep } from '../../client-rules.js';
import { bucketsOf, type Period } from '../arithmetic/period.js';
import { type ClientFigure, readClientFigures } from '../clients/client-figures.queries.js';
import { clientsBehind } from '../clients/clients-behind.js';
import { countKpi, ratioKpi } from '../overview/kpis.js';
import { Reach } from '../reach.js';
import { ReportReader } from '../report-reader.service.js';
import type { ReportQuery } from '../report.query.js';
import { JOURNEY_FIGURES, JOURNEY_LISTS } from './journey-figures.js';
import { type CohortRow, readCohorts } from './journey.queries.js';
import type { CohortResponse, JourneyResponse, JourneyStepResponse } from './journey.response.js';

const STEP_FIGURES = Object.values(JOURNEY_FIGURES).flatMap(({ reached, passed }) =>
  passed === undefined ? [reached] : [reached, passed],
);
const COHORT_FIGURES = Object.values(JOURNEY_FIGURES).map(({ cohort }) => cohort);
const [FIRST_STEP, ...LATER_STEPS] = JOURNEY_STEPS;

/** How clients come from prospect to customer, and on. */
@Injectable()
export class JourneyService {
  constructor(private readonly reader: ReportReader) {}

  /** @throws DomainError when the period is none */
  async journey(actor: Principal, query: ReportQuery): Promise<JourneyResponse> {
    const reach = new Reach(actor, query);
    return this.reader.read(query, async ({ tx, period, previous, today, header }) => ({
      ...header,
      steps: await readSteps(tx, reach, period, today),
      ...(previous && { previousSteps: await readSteps(tx, reach, previous, today) }),
      cohorts: toCohorts(reach, period, await readCohorts(tx, reach, period, today, COHORT_FIGURES)),
    }));
  }
}

async function readSteps(
  tx: Tx,
  reach: Reach,
  period: Period,
  today: BusinessDate,
): Promise<JourneyStepResponse[]> {
  const figures = new Map<string, ClientFigure>(
    Object.entries(await readClientFigures(tx, reach, period, today, STEP_FIGURES)),
  );
  const count = (figure: string): bigint => figures.get(figure)?.count ?? 0n;
  return JOURNEY_STEPS.map((step, index) => {
    const { reached, passed } = JOURNEY_FIGURES[step];
    const before = JOURNEY_STEPS[index - 1];
    const days = before && figures.get(reached);
    const list = JOURNEY_LISTS[step]?.(period);
    return {
      step,
      reached: countKpi('journey.reached', count(reached), list && clientsBehind(reach, list)),
      conversion:
        before && passed !== undefined
          ? ratioKpi('journey.conversion', count(passed), count(JOURNEY_FIGURES[before].reached))
          : null,
      medianDays: days?.median ?? null,
      medianOf: Number(days?.valued ?? 0n),
    };
  });
}

function toCohorts(reach: Reach, period: Period, rows: readonly CohortRow[]): CohortResponse[] {
  const counts = new Map(rows.map(({ month, figure, count }) => [`${month} ${figure}`, count]));
  return bucketsOf(period, 'month').map(({ from, to }) => {
    const month = `${from.slice(0, 7)}-01`;
    const count = (step: JourneyStep): bigint => counts.get(`${month} ${JOURNEY_FIGURES[step].cohort}`) ?? 0n;
    const acquired = count(FIRST_STEP);
    const behind = clientsBehind(reach, { lead: 'true', createdFrom: from, createdTo: to });
    return {
      month,
      from,
      to,
      acquired: countKpi('journey.cohort', acquired, behind),
      steps: LATER_STEPS.map((step) => ({
        step,
        reached: ratioKpi('journey.cohort', count(step), acquired),
      })),
    };
  });
}
