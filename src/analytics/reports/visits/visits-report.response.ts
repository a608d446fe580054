import { ApiProperty } from '@nestjs/swagger';
import { Protected } from '../../../platform/field-rules/index.js';
import { INTERVALS, type Interval } from '../arithmetic/period.js';
import { CountKpiResponse, MoneyKpiResponse, RatioKpiResponse } from '../overview/kpi.response.js';
import { ReportResponse } from '../report.response.js';
import { MeanKpiResponse, MedianKpiResponse } from './visit-kpi.response.js';

/** The figures of visits by their keys. */
export class VisitKpisResponse {
  visitsPlanned: CountKpiResponse;
  /** Of those, how many stand as CONFIRMED now; the next four likewise. */
  visitsConfirmed: CountKpiResponse;
  visitsCompleted: CountKpiResponse;
  visitsCancelled: CountKpiResponse;
  visitsNoShow: CountKpiResponse;
  visitsSkipped: CountKpiResponse;
  planAdherence: RatioKpiResponse;
  /** What the plan adherence leaves out. */
  visitsCancelledByClient: CountKpiResponse;
  strikeRate: RatioKpiResponse;
  @Protected('visit.orderAmount')
  visitOrderAmount: MoneyKpiResponse;
  timeInStore: MeanKpiResponse;
  medianTimeInStore: MedianKpiResponse;
  visitsPerDay: MeanKpiResponse;
  kmPerVisit: MeanKpiResponse;
  /** Of the clients in somebody's care when the period ended. */
  visitCoverage: RatioKpiResponse;
  /** As of the end of the period, or of today. */
  cadenceCompliance: RatioKpiResponse;
}

export class VisitCountResponse {
  @ApiProperty({ type: 'integer' })
  count: number;

  /** The list of these visits: path and query below `/api/v1`; not there for who may list no visits. */
  @ApiProperty({ required: false })
  drillDown?: string;

  /** Of these rows, how many that list does not show; null: not known, for the caller may list less than the figures tell. */
  @ApiProperty({ type: 'integer', nullable: true, required: false })
  notListed?: number | null;
}

export class VisitPointResponse {
  /** First business day of the point. */
  @ApiProperty({ format: 'date' })
  from: string;

  /** The day after its last one; the first and the last point are cut to the period. */
  @ApiProperty({ format: 'date' })
  to: string;

  planned: VisitCountResponse;
  completed: VisitCountResponse;
  cancelled: VisitCountResponse;
  noShow: VisitCountResponse;
  skipped: VisitCountResponse;
  /** Completed ones with an order. */
  withOrder: VisitCountResponse;

  /** Percent, see `planAdherence`. */
  @ApiProperty({ type: Number, nullable: true })
  planAdherence: number | null;

  /** Percent, see `strikeRate`. */
  @ApiProperty({ type: Number, nullable: true })
  strikeRate: number | null;
}

export class VisitsReportResponse extends ReportResponse {
  kpis: VisitKpisResponse;

  @ApiProperty({ enum: INTERVALS, enumName: 'Interval' })
  interval: Interval;

  /** Every day, week or month of the period, those without any visit included. */
  points: VisitPointResponse[];

  /** With `compare=previous`. */
  @ApiProperty({ type: [VisitPointResponse], required: false })
  previousPoints?: VisitPointResponse[];
}
