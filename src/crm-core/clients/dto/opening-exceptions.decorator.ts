import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { MOST_EXCEPTIONS, openingExceptionsProblem } from '../domain/opening-exceptions.js';
import { INTERVALS } from './opening-hours.decorator.js';

const DATE = { type: 'string' as const, format: 'date' };

/** Documents opening exceptions. */
export const ApiOpeningExceptions = ({ required }: { required: boolean }): PropertyDecorator =>
  ApiProperty({
    type: 'array',
    nullable: true,
    required,
    maxItems: MOST_EXCEPTIONS,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['from', 'to', 'hours'],
      properties: { from: DATE, to: DATE, hours: INTERVALS },
    },
    example: [
      { from: '2026-08-10', to: '2026-08-24', hours: [] },
      { from: '2026-12-24', to: '2026-12-24', hours: [['09:00', '13:00']] },
    ],
  });

/** Checks and documents opening exceptions. */
export const IsOpeningExceptions = (): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'isOpeningExceptions',
      validator: {
        validate: (value) => openingExceptionsProblem(value) === undefined,
        defaultMessage: (args) => openingExceptionsProblem(args?.value) ?? '$property is invalid',
      },
    }),
    ApiOpeningExceptions({ required: false }),
  );
