import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsISO8601, Matches, ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';
import { isBusinessDate } from '../time/rome.js';

/** May be left out, but not null: `@IsOptional` would let null through to a column that has none. */
export const IsOmittable = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** EUR as a decimal string with at most two places, never negative. */
export const IsMoney = (): PropertyDecorator =>
  applyDecorators(
    Matches(/^\d{1,12}(\.\d{1,2})?$/, {
      message:
        '$property must be an amount in quotes such as "1234.50": without sign, up to twelve digits, a point, at most two decimals',
    }),
    ApiProperty({ type: 'string', example: '1234.50', pattern: '^\\d{1,12}(\\.\\d{1,2})?$' }),
  );

/** A business date, `YYYY-MM-DD`. */
export const IsBusinessDate = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isBusinessDate',
      validator: {
        validate: isBusinessDate,
        defaultMessage: () => '$property must be a day of the calendar, as YYYY-MM-DD',
      },
    },
    options,
  );

/** An instant with its offset, ISO 8601. */
export const IsInstant = (): PropertyDecorator =>
  applyDecorators(
    IsISO8601(
      { strict: true, strictSeparator: true },
      { message: '$property must be an instant such as 2026-03-02T09:30:00Z' },
    ),
    Matches(/^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/, {
      message: '$property must be an instant with its offset, such as 2026-03-02T09:30:00Z',
    }),
  );

/** Strings without the spaces around them. */
export const Trim = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** The same where an empty string means: no value. */
export const TrimToNull = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() || null : value));

/** `true` and `false` as an address has them. */
export const FromWord = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => ({ true: true, false: false })[String(value)] ?? value);

/** Codes that people may write in either case. */
export const UpperCase = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value));
