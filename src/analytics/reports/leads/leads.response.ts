import { ApiProperty } from '@nestjs/swagger';
import { ClientLifecycle } from '../../../platform/prisma/generated/enums.js';
import { CountKpiResponse, RatioKpiResponse } from '../overview/kpi.response.js';
import { SecondsKpiResponse } from '../clients/seconds-kpi.response.js';
import { ReportResponse } from '../report.response.js';

/** The headline figures of the leads that came in the period, by their keys. */
export class LeadKpisResponse {
  newLeads: CountKpiResponse;
  /** Of the new leads, those that became customers, whenever that was. */
  leadConversion: RatioKpiResponse;
  /** Of the new leads that somebody spoke to: how long they waited for it. */
  leadResponseMedian: SecondsKpiResponse;
  /** Nine of ten waited so long at most. */
  leadResponseP90: SecondsKpiResponse;
  /** The new leads that nobody has spoken to yet. */
  leadsNotContacted: CountKpiResponse;
  /** Leads that became customers in the period, whenever they came. */
  newCustomers: CountKpiResponse;
}

export class LifecycleCountResponse {
  @ApiProperty({ enum: ClientLifecycle, enumName: 'ClientLifecycle' })
  lifecycle: ClientLifecycle;

  @ApiProperty({ type: 'integer' })
  count: number;

  /** The list of these clients: path and query below `/api/v1`; not there for who may list no clients. */
  @ApiProperty({ required: false, example: '/clients?lifecycle=LEAD' })
  drillDown?: string;

  /** Of these rows, how many that list does not show; null: not known, for the caller may list less than the figures tell. */
  @ApiProperty({ type: 'integer', nullable: true, required: false })
  notListed?: number | null;
}

export class SourceCountResponse {
  /** Null: none was given. */
  @ApiProperty({ type: String, nullable: true, example: 'fiera' })
  source: string | null;

  @ApiProperty({ type: 'integer' })
  count: number;

  /** Each lifecycle that these clients have. */
  byLifecycle: LifecycleCountResponse[];

  /** The list of these clients: path and query below `/api/v1`; not there for who may list no clients. */
  @ApiProperty({ required: false, example: '/clients?source=fiera' })
  drillDown?: string;

  /** Of these rows, how many that list does not show; null: not known, for the caller may list less than the figures tell. */
  @ApiProperty({ type: 'integer', nullable: true, required: false })
  notListed?: number | null;
}

/** All clients as they are now, whatever the period. */
export class PresentClientsResponse {
  @ApiProperty({ type: 'integer' })
  count: number;

  /** All five of them. */
  byLifecycle: LifecycleCountResponse[];

  /** The most frequent hundred, those first. */
  bySource: SourceCountResponse[];

  /** Clients of any other source. */
  @ApiProperty({ type: 'integer' })
  otherSources: number;
}

export class NewLeadsResponse {
  /** Null: none was given. */
  @ApiProperty({ type: String, nullable: true, example: 'fiera' })
  source: string | null;

  /** Leads of this source that came in the period. */
  newLeads: CountKpiResponse;

  /** Of them, those that became customers. */
  leadConversion: RatioKpiResponse;
}

export class LeadsResponse extends ReportResponse {
  kpis: LeadKpisResponse;

  /** Where the leads of the period came from: the most frequent hundred sources, those first. */
  sources: NewLeadsResponse[];

  now: PresentClientsResponse;
}
