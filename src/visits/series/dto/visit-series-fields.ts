import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, Matches, Max, Min } from 'class-validator';
import { LONGEST_VISIT_MINUTES, SHORTEST_VISIT_MINUTES } from '../../visits/dto/create-visit.dto.js';

export const IsEvery = (): PropertyDecorator => applyDecorators(IsInt(), Min(1), Max(12));

export const IsWeekdays = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(7),
    ArrayUnique(),
    IsInt({ each: true }),
    Min(1, { each: true }),
    Max(7, { each: true }),
    ApiProperty({ type: 'array', items: { type: 'integer', minimum: 1, maximum: 7 }, required: false }),
  );

export const IsMonthDay = (): PropertyDecorator => applyDecorators(IsInt(), Min(1), Max(31));

export const IsWallTime = (): PropertyDecorator =>
  applyDecorators(
    Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: '$property must be a time as HH:mm' }),
    ApiProperty({ type: 'string', example: '09:30', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
  );

export const IsVisitLength = (): PropertyDecorator =>
  applyDecorators(IsInt(), Min(SHORTEST_VISIT_MINUTES), Max(LONGEST_VISIT_MINUTES));
