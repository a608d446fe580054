import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsOptional, IsUUID } from 'class-validator';
import { ListQuery, MAX_PAGE } from '../../../platform/listing/index.js';
import { BoardQuery } from './board.query.js';

export class BoardCardsQuery extends IntersectionType(BoardQuery, ListQuery) {
  /** Only the cards of this column. */
  @IsOptional()
  @IsUUID()
  stageId?: string;

  /** Only these cards, separated by commas; those that are not on the board are left out. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @ArrayUnique()
  @ArrayMaxSize(MAX_PAGE)
  @IsUUID('all', { each: true })
  @ApiProperty({
    ...{ type: 'array', items: { type: 'string', format: 'uuid' }, required: false, maxItems: MAX_PAGE },
  })
  ids?: string[];
}
