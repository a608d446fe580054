import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { VAT_CLASSES } from './domain/vat-class.js';

const PRICE = /^\d{1,9}(\.\d{1,4})?$/;

/** EUR for one unit: a decimal string with at most four places, never negative. */
export const IsPrice = (): PropertyDecorator =>
  applyDecorators(
    Matches(PRICE, {
      message: '$property must be a price such as "4.90": digits, a point, at most four decimals',
    }),
    ApiProperty({ type: 'string', example: '4.90', pattern: PRICE.source }),
  );

/** `22`, `10`, `5`, `4`, or a nature without VAT, such as `N4`. */
export const IsVatClass = (): PropertyDecorator =>
  applyDecorators(IsIn(VAT_CLASSES), ApiProperty({ enum: VAT_CLASSES, enumName: 'VatClass' }));
