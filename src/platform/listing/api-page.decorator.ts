import { applyDecorators, Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';

/** Documents a route that answers a page of `model`. */
export const ApiPage = (model: Type): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(model),
    ApiOkResponse({
      description: 'One page',
      schema: {
        type: 'object',
        required: ['items', 'nextCursor'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(model) } },
          nextCursor: {
            type: ['string', 'null'] as never,
            description: 'Give it as `cursor` to get the next page; null on the last one.',
          },
          total: { type: 'integer', description: 'Only when asked for with `count`.' },
        },
      },
    }),
  );
