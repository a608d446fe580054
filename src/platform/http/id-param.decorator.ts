import { Param, ParseUUIDPipe } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';

/** A path parameter that is a UUID. */
export const IdParam = (name = 'id'): ParameterDecorator =>
  Param(
    name,
    new ParseUUIDPipe({
      exceptionFactory: () => DomainError.field(name, 'IS_UUID', `${name} in the address must be a UUID.`),
    }),
  );
