import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';

export class StageOrderDto {
  /** Every living stage of the pipeline once, in the order in which the board shows them. */
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  @ApiProperty({ type: String, format: 'uuid', isArray: true, maxItems: 100 })
  stageIds: string[];
}
