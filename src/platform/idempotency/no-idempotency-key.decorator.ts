import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const NO_IDEMPOTENCY_KEY = Symbol('no-idempotency-key');
/** Where it stands in the OpenAPI document. */
export const NO_IDEMPOTENCY_KEY_MARK = 'x-no-idempotency-key';

/**
 * A POST whose answer is not kept, so that a request with an Idempotency-Key is refused. Said of what answers with a
 * secret, and of what is not one transaction. POSTs that are public or about the own account never take one.
 */
export const NoIdempotencyKey = (why: string): MethodDecorator =>
  applyDecorators(SetMetadata(NO_IDEMPOTENCY_KEY, why), ApiExtension(NO_IDEMPOTENCY_KEY_MARK, why));
