import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsOptional } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';
import { BulkItemStatus, BulkResource, BulkStatus } from '../../../platform/prisma/generated/enums.js';

export class BulkOperationListQuery extends ListQuery {
  @IsOptional()
  @IsEnum(BulkStatus)
  @ApiProperty({ enum: BulkStatus, enumName: 'BulkStatus', required: false })
  status?: BulkStatus;

  @IsOptional()
  @IsEnum(BulkResource)
  @ApiProperty({ enum: BulkResource, enumName: 'BulkResource', required: false })
  resource?: BulkResource;
}

export class BulkResultListQuery extends ListQuery {
  @IsOptional()
  @IsEnum(BulkItemStatus)
  @ApiProperty({ enum: BulkItemStatus, enumName: 'BulkItemStatus', required: false })
  status?: BulkItemStatus;
}
