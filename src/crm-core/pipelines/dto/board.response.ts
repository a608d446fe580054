import { ApiProperty } from '@nestjs/swagger';
import { Protected } from '../../../platform/field-rules/index.js';
import { StageKind } from '../../../platform/prisma/generated/enums.js';

/** A deal, as much of it as a card shows. */
export class BoardCardResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  stageId: string;

  title: string;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  clientId: string | null;

  /** null: there is no client, or it is not yours to see. */
  @ApiProperty({ nullable: true, type: String })
  clientName: string | null;

  @ApiProperty({ format: 'uuid' })
  ownerId: string;

  ownerName: string;

  /** EUR. */
  @ApiProperty({ example: '1234.50' })
  @Protected('opportunity.amount')
  amount: string;

  /** Percent, 0–100. */
  @ApiProperty({ type: 'integer' })
  probability: number;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  expectedCloseDate: string | null;

  /** Since when it has been in its stage. */
  @ApiProperty({ type: String, format: 'date-time' })
  stageSince: string;

  /** The last sign of life, as on the opportunity. */
  @ApiProperty({ type: String, format: 'date-time' })
  lastActivityAt: string;

  /** Open, silent for longer than its stage allows, and no visit is booked. */
  rotting: boolean;

  /** Since when; null while it doesn't rot. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  rottenSince: string | null;

  /** What `If-Match` takes when the card is moved. */
  @ApiProperty({ type: 'integer' })
  version: number;
}

export class BoardColumnResponse {
  @ApiProperty({ format: 'uuid' })
  stageId: string;

  name: string;

  @ApiProperty({ type: 'integer' })
  position: number;

  @ApiProperty({ enum: StageKind, enumName: 'StageKind' })
  kind: StageKind;

  /** Percent, 0–100. */
  @ApiProperty({ type: 'integer' })
  probability: number;

  /** Deals in the stage: all open ones, and of a column of won or lost deals those closed since `closedFrom`. */
  @ApiProperty({ type: 'integer' })
  count: number;

  /** EUR: Σ amount of these. */
  @ApiProperty({ example: '12345.00' })
  @Protected('opportunity.amount')
  amount: string;

  /** EUR: Σ amount × probability / 100 over open deals. */
  @ApiProperty({ example: '6172.50' })
  @Protected('opportunity.amount')
  weighted: string;

  /** The ten largest, or the ten newest for who doesn't see amounts; all of them are in `GET /pipelines/{id}/board/cards?stageId=…`. */
  cards: BoardCardResponse[];
}

/** A pipeline with the deals that the reader may see. */
export class BoardResponse {
  @ApiProperty({ format: 'uuid' })
  pipelineId: string;

  name: string;

  /** The day since which won and lost deals are shown; open ones are shown whatever their age. */
  @ApiProperty({ format: 'date' })
  closedFrom: string;

  /** One for each living stage, in their order. */
  columns: BoardColumnResponse[];
}
