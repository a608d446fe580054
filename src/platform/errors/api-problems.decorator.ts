import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemResponse } from './problem.response.js';

const DESCRIPTIONS = {
  400: 'Input that is malformed or breaks a rule; `errors` names each field.',
  401: 'No valid access token.',
  403: 'The role does not hold the permission.',
  404: 'No such record, or not within the caller’s scope.',
  406: 'The request does not accept what this answers with.',
  409: 'Against the present state: an illegal transition, an overlap, a duplicate.',
  410: 'What this cursor stood in is no more: `code` says why, the description what to do.',
  412: '`If-Match` names an older version; of an edit, `conflicts` names the fields that somebody else changed since.',
  413: 'The body is over the limit.',
  415: 'Another content type is expected.',
  422: 'Well-formed, but it can’t be done.',
  429: 'Too many requests; `Retry-After` says when.',
  501: 'Planned, not yet built.',
  503: 'The database is away or overloaded; `Retry-After` says when.',
} as const;

/** Documents the problems that a route answers with. */
export const ApiProblems = (...statuses: (keyof typeof DESCRIPTIONS)[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemResponse),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: DESCRIPTIONS[status],
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemResponse) } } },
      }),
    ),
  );
