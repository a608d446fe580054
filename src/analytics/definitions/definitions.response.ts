import { ApiProperty } from '@nestjs/swagger';
import { UNITS } from './kpi-definition.js';

export class KpiDefinitionResponse {
  /** As in the answers. */
  @ApiProperty({ example: 'winRate' })
  key: string;

  name: string;

  /** In Italian, as pages and letters call it. */
  @ApiProperty({ example: 'Tasso di vittoria' })
  nameIt: string;

  @ApiProperty({ enum: UNITS, enumName: 'KpiUnit' })
  unit: (typeof UNITS)[number];

  formula: string;

  /** What decides whether a row lies in the period; null: the figure is of now. */
  @ApiProperty({ type: String, nullable: true, example: 'closedAt' })
  dateField: string | null;

  /** To whose figures a row counts. */
  owner: string;

  /** When the figure is null; empty: never. */
  nullWhen: string;
}

export class KpiDefinitionsResponse {
  /** Changes whenever a formula does. */
  @ApiProperty({ example: '1' })
  definitionVersion: string;

  /** What holds for all figures. */
  rules: string[];

  kpis: KpiDefinitionResponse[];
}
