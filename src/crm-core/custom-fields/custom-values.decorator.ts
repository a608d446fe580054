import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiQuery } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { IsOmittable } from '../../platform/http/index.js';

const VALUE = {
  type: ['string', 'number', 'boolean'] as never,
  description: 'TEXT and CHOICE: text; NUMBER: a number; DATE: `YYYY-MM-DD`; FLAG: true or false.',
};
const EXAMPLE = { colour: 'rosso', litres: 12.5, since: '2026-03-01', franchise: true };

/** Documents the custom fields of an answer. */
export const ApiCustomValues = (): PropertyDecorator =>
  ApiProperty({
    type: 'object',
    description:
      'The fields that an admin defined, by key (`GET /custom-fields`); those without a value are left out.',
    additionalProperties: VALUE,
    example: EXAMPLE,
  });

/** Checks that custom fields come as an object, and documents them; their values are judged by their definitions. */
export const IsCustomValues = (): PropertyDecorator =>
  applyDecorators(
    IsOmittable(),
    // As it came: the copy of a nested object would leave out members that bear the name of a built-in one.
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]),
    ValidateBy({
      name: 'isObject',
      validator: {
        validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
        defaultMessage: () => '$property must be an object of custom fields by key',
      },
    }),
    ApiProperty({
      type: 'object',
      selfRequired: false,
      description: 'Custom fields by key; only those that are sent are changed, null clears one.',
      additionalProperties: { ...VALUE, type: ['string', 'number', 'boolean', 'null'] as never },
      example: EXAMPLE,
    }),
  );

/** Checks the filters by custom fields: the pipe for input has gathered them from `custom.key=value`. */
export const IsCustomFilter = (): PropertyDecorator =>
  applyDecorators(
    IsOmittable(),
    ValidateBy({
      name: 'isCustomFilter',
      validator: {
        validate: (value) =>
          typeof value === 'object' &&
          value !== null &&
          Object.values(value as object).every(
            (text: unknown) => typeof text === 'string' && text.length <= 200,
          ),
        defaultMessage: () => 'filter by custom fields with custom.key=value, each once',
      },
    }),
  );

/** Documents a list's filters by custom fields. */
export const ApiCustomFilter = (): MethodDecorator =>
  ApiQuery({
    name: 'custom',
    required: false,
    style: 'deepObject',
    explode: true,
    description:
      'Custom fields: `custom[colour]=rosso` or `custom.colour=rosso`. Numbers also by `litres.min` and `litres.max`, both ' +
      'within; dates by `since.from` (within) and `since.to` (without).',
    schema: { type: 'object', additionalProperties: { type: 'string', maxLength: 200 } },
  });
