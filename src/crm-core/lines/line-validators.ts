import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

const QUANTITY = /^(?=.*[1-9])\d{1,9}(\.\d{1,3})?$/;
const PERCENT = /^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/;

/** More than nothing: a decimal string with at most three places. */
export const IsQuantity = (): PropertyDecorator =>
  applyDecorators(
    Matches(QUANTITY, { message: '$property must be a quantity such as "12" or "0.5", more than zero' }),
    ApiProperty({ type: 'string', example: '12', pattern: QUANTITY.source }),
  );

/** Percent, 0–100: a decimal string with at most two places. */
export const IsPercent = (): PropertyDecorator =>
  applyDecorators(
    Matches(PERCENT, { message: '$property must be a percentage such as "12.5", 0 to 100' }),
    ApiProperty({ type: 'string', example: '12.5', pattern: PERCENT.source }),
  );
