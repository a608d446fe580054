import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsEnum,
  IsObject,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { ViewVisibility } from '../../../platform/prisma/generated/enums.js';
import { DashboardFilterDto } from './dashboard-filter.dto.js';
import { DashboardPeriodDto } from './dashboard-period.dto.js';
import { WidgetDto } from './widget.dto.js';

export const MAX_WIDGETS = 24;

/** What can be said of a dashboard when it is made, and changed afterwards. */
export class DashboardFieldsDto {
  /** Who may open it: its owner alone, the owner's team, everybody. Each gets the figures of their own scope. */
  @IsOmittable()
  @IsEnum(ViewVisibility)
  @ApiProperty({ enum: ViewVisibility, enumName: 'ViewVisibility', required: false, default: 'PRIVATE' })
  visibility?: ViewVisibility;

  /** Of all widgets without one of their own; the last thirty days when left out. */
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => DashboardPeriodDto)
  period?: DashboardPeriodDto;

  /** Of all widgets; within each reader's own scope, which it never widens. */
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => DashboardFilterDto)
  filter?: DashboardFilterDto;
}

const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** Without line breaks and other control characters: a name stands in letters and files, within one line. */
export const IsOneLine = (): PropertyDecorator =>
  ValidateBy({
    name: 'isOneLine',
    validator: {
      validate: (text) => typeof text === 'string' && !BREAKS.test(text),
      defaultMessage: () => '$property must be one line, without control characters',
    },
  });

/** The widgets in the order in which they are shown. */
export const AreWidgets = (): PropertyDecorator => (target, property) => {
  for (const decorate of [
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MAX_WIDGETS),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(() => WidgetDto),
    ApiProperty({ type: [WidgetDto], minItems: 1, maxItems: MAX_WIDGETS }),
  ])
    decorate(target, property);
};
