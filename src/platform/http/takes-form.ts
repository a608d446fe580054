import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors/index.js';

const FORM = 'application/x-www-form-urlencoded';
const MOST_BYTES = 1024;

/** A route that mail programs call with a form: that it came is all it says, its fields are not read. */
export const TakesForm = (): MethodDecorator => RouteConfig({ takesForm: true });

/** Every other route refuses a form as it refuses whatever is not JSON. */
export function addFormParser(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(FORM, { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (request, _body, done) => {
    const { takesForm } = request.routeOptions.config as { takesForm?: boolean };
    if (takesForm) done(null, undefined);
    else
      done(
        new DomainError('unsupported-media', 'UNSUPPORTED_MEDIA_TYPE', 'This route takes application/json.'),
      );
  });
}
