import { ApiProperty } from '@nestjs/swagger';
import { DEFINITION_VERSION } from '../definitions/kpi-definitions.js';

export class RefreshRequestedResponse {
  /** The run that will do it; `GET /analytics/status` shows how it went. */
  @ApiProperty({ format: 'uuid' })
  runId: string;
}

const STATES = ['RUNNING', 'DONE', 'FAILED'] as const;

export class JobRunResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'kpi-refresh' })
  job: string;

  /** What the run was for: the tick of the schedule, a business day, or somebody's request. */
  @ApiProperty({ example: '2026-11-23T10:05:00' })
  window: string;

  @ApiProperty({ enum: STATES, enumName: 'JobRunState' })
  state: (typeof STATES)[number];

  /** When it began, or when it was asked for. */
  startedAt: Date;

  /** When it ended, well or not; null while it runs. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt: Date | null;

  /** What went wrong, for those who may refresh; null for others and for runs that went well. */
  @ApiProperty({ type: String, nullable: true })
  error: string | null;

  /** What the run did: `full`, and how many `deals`, `visits`, `clients` and clients in `care` it took in; `folded` when it then put rows of many refreshes into the sums; of a snapshot its `rows`. They are of the whole company: null for who does not read everybody's figures. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  facts: Record<string, unknown> | null;
}

export class JournalLagResponse {
  /** Changes in the journal that the figures don't know yet; counted up to 10,000. */
  @ApiProperty({ type: 'integer' })
  journalRows: number;

  /** True when there are more than were counted. */
  more: boolean;
}

export class AnalyticsStatusResponse {
  /** The figures are those of this moment; null before the first refresh. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  computedAt: Date | null;

  /** Every change of a transaction before this one is in the figures. */
  @ApiProperty({ type: String, nullable: true, example: '90412' })
  watermark: string | null;

  lag: JournalLagResponse;

  /** True while all figures are made anew in parts that are kept one by one: those that are ready may be of a later moment than `computedAt`. */
  rebuilding: boolean;

  /** The cron expression of the refresh, in Europe/Rome; null when it only runs on demand. */
  @ApiProperty({ type: String, nullable: true, example: '*/5 * * * *' })
  schedule: string | null;

  @ApiProperty({ example: DEFINITION_VERSION })
  definitionVersion: string;

  /** The last refresh that was begun. */
  @ApiProperty({ type: JobRunResponse, nullable: true })
  lastRun: JobRunResponse | null;

  /** The last ten runs of all jobs, newest first. */
  runs: JobRunResponse[];
}
