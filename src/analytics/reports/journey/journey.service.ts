import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import { JOURNEY_STEPS, type JourneyStep } from '../../client-rules.js';
import { bucketsOf, type Period } from '../arithmetic/period.js';
import {
  type ClientCounts,
  readClientMonths,
  readWaits,
  countOf,
} from '../clients/client-figures.queries.js';
import { clientsOnceBehind } from '../drill-down.js';
import { countKpi, ratioKpi } from '../overview/kpis.js';
import { Reach } from '../reach.js';
import { ReportReader } from '../report-reader.service.js';
import type { ReportQuery } from '../report.query.js';
import { JOURNEY_FIGURES, JOURNEY_LISTS } from './journey-figures.js';
import type { CohortResponse, JourneyResponse, JourneyStepResponse } from './journey.response.js';

const [FIRST_STEP, ...LATER_STEPS] = JOURNEY_STEPS;
type Month = ClientCounts & { month: BusinessDate };

/** How clients come from prospect to customer, and on. */
@Injectable()
export class JourneyService {
  constructor(private readonly reader: ReportReader) {}

  /** @throws DomainError when the period is none */
  async journey(actor: Principal, query: ReportQuery): Promise<JourneyResponse> {
    const reach = new Reach(actor, query);
    return this.reader.read(query, async ({ tx, period, previous, today, header }) => {
      const months = await readClientMonths(tx, reach, period, today);
      return {
        ...header,
        steps: await readSteps(tx, reach, period, today, months),
        ...(previous && {
          previousSteps: await readSteps(
            tx,
            reach,
            previous,
            today,
            await readClientMonths(tx, reach, previous, today),
          ),
        }),
        cohorts: toCohorts(reach, period, months),
      };
    });
  }
}

async function readSteps(
  tx: Tx,
  reach: Reach,
  period: Period,
  today: BusinessDate,
  months: readonly Month[],
): Promise<JourneyStepResponse[]> {
  const waits = await readWaits(tx, reach, period, today, LATER_STEPS);
  return JOURNEY_STEPS.map((step, index) => {
    const { reached, passed } = JOURNEY_FIGURES[step];
    const before = JOURNEY_STEPS[index - 1];
    const days = waits.get(step);
    const list = JOURNEY_LISTS[step]?.(period);
    return {
      step,
      reached: countKpi('journey.reached', countOf(months, reached), list && clientsOnceBehind(reach, list)),
      conversion:
        before && passed !== undefined
          ? ratioKpi(
              'journey.conversion',
              countOf(months, passed),
              countOf(months, JOURNEY_FIGURES[before].reached),
            )
          : null,
      medianDays: days?.median ?? null,
      medianOf: Number(days?.clients ?? 0n),
    };
  });
}

function toCohorts(reach: Reach, period: Period, months: readonly Month[]): CohortResponse[] {
  const found = new Map(months.map((row) => [row.month, row]));
  return bucketsOf(period, 'month').map(({ from, to }) => {
    const month = `${from.slice(0, 7)}-01`;
    const count = (step: JourneyStep): bigint => found.get(month)?.[JOURNEY_FIGURES[step].cohort] ?? 0n;
    const acquired = count(FIRST_STEP);
    const behind = clientsOnceBehind(reach, { lead: 'true', createdFrom: from, createdTo: to });
    return {
      month,
      from,
      to,
      acquired: countKpi('newLeads', acquired, behind),
      steps: LATER_STEPS.map((step) => ({
        step,
        reached: ratioKpi('journey.cohort', count(step), acquired),
      })),
    };
  });
}
