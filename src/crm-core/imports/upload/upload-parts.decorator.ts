import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../platform/errors/index.js';

/** The parts of a multipart body as they arrive. */
export type Upload = AsyncIterable<Multipart>;

/** The body as a stream of parts; nothing of it is read before the handler asks. */
export const UploadParts = createParamDecorator((_: unknown, context: ExecutionContext): Upload => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  if (request.isMultipart()) return request.parts();
  throw new DomainError(
    'unsupported-media',
    'UNSUPPORTED_MEDIA_TYPE',
    'This route takes multipart/form-data with a file.',
  );
});
