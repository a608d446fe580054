import { Injectable } from '@nestjs/common';
import { AnalyticsDatabase } from '../../platform/prisma/analytics-database.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { BUSINESS_ZONE, type BusinessDate, businessDateOf } from '../../platform/time/rome.js';
import { DEFINITION_VERSION } from '../definitions/kpi-definitions.js';
import { type Period, periodBefore, periodOf } from './arithmetic/period.js';
import { beginReading } from './begin-reading.queries.js';
import type { ReportQuery } from './report.query.js';
import type { ReportResponse } from './report.response.js';

/** What a report is made from. */
export interface ReportFrame {
  /** Reads all of the report's figures of one moment. */
  tx: Tx;
  period: Period;
  /** With `compare=previous`. */
  previous: Period | undefined;
  today: BusinessDate;
  header: ReportResponse;
}

/** Gives each report its period, its header, and one moment at which all of its figures are read. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly database: AnalyticsDatabase,
    private readonly clock: Clock,
  ) {}

  today(): BusinessDate {
    return businessDateOf(this.clock.now());
  }

  /**
   * @param judge refuses a period that the report does not take, before anything is read
   * @throws DomainError when the query's period is none
   */
  async read<Answer>(
    query: ReportQuery,
    make: (frame: ReportFrame) => Promise<Answer>,
    judge: (period: Period) => void = () => {},
  ): Promise<Answer> {
    const today = this.today();
    const period = periodOf(query, today);
    judge(period);
    const previous = query.compare === 'previous' ? periodBefore(period) : undefined;
    return this.database.prisma.$transaction(
      async (tx) => {
        const computedAt = await beginReading(tx);
        const header: ReportResponse = {
          period,
          ...(previous && { previousPeriod: previous }),
          timeZone: BUSINESS_ZONE,
          currency: 'EUR',
          computedAt,
          definitionVersion: DEFINITION_VERSION,
        };
        return make({ tx, period, previous, today, header });
      },
      // A refresh between two queries would mix old figures with new ones.
      { isolationLevel: 'RepeatableRead' },
    );
  }

  /** Has all reports that are read inside of `run` be of one moment, over one connection. */
  async together<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    const whole = this.database.prisma.readingTransaction();
    try {
      const answer = await this.database.prisma.asOne(whole, run);
      await whole.commit();
      return answer;
    } catch (error) {
      await whole.giveUp();
      throw error;
    }
  }
}
