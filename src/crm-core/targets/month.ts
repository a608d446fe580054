import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { fromDateColumn, toDateColumn } from '../../platform/time/rome.js';

const MONTH = /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/;

/** A month of Europe/Rome, `YYYY-MM`. */
export const IsMonth = (): PropertyDecorator =>
  applyDecorators(
    Matches(MONTH, { message: '$property must be a month such as "2026-11"' }),
    ApiProperty({ type: 'string', example: '2026-11', pattern: MONTH.source }),
  );

/** Months stand in the database as their first day. */
export function toMonthColumn(month: string): Date {
  return toDateColumn(`${month}-01`);
}

export function fromMonthColumn(value: Date): string {
  return fromDateColumn(value).slice(0, 7);
}
