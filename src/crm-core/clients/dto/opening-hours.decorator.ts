import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { MOST_INTERVALS_A_DAY, openingHoursProblem, WEEKDAYS } from '../domain/opening-hours.js';

export const INTERVALS = {
  type: 'array' as const,
  maxItems: MOST_INTERVALS_A_DAY,
  items: {
    type: 'array' as const,
    minItems: 2,
    maxItems: 2,
    items: { type: 'string' as const, pattern: '^([01]\\d|2[0-4]):[0-5]\\d$' },
  },
};

/** Documents opening hours. */
export const ApiOpeningHours = ({ required }: { required: boolean }): PropertyDecorator =>
  ApiProperty({
    type: 'object',
    nullable: true,
    selfRequired: required,
    additionalProperties: false,
    properties: Object.fromEntries(WEEKDAYS.map((day) => [day, INTERVALS])),
    example: {
      mon: [
        ['09:00', '12:30'],
        ['15:30', '19:30'],
      ],
      sat: [['09:00', '13:00']],
    },
  });

/** Checks and documents opening hours. */
export const IsOpeningHours = (): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'isOpeningHours',
      validator: {
        validate: (value) => openingHoursProblem(value) === undefined,
        defaultMessage: (args) => openingHoursProblem(args?.value) ?? '$property is invalid',
      },
    }),
    ApiOpeningHours({ required: false }),
  );
