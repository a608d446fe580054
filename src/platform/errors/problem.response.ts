import { ApiProperty } from '@nestjs/swagger';

export class FieldProblemResponse {
  /** JSON pointer into the body or the query, or the name of a path parameter or header. */
  @ApiProperty({ example: '/amount' })
  pointer: string;

  /** Stable, machine-readable. */
  @ApiProperty({ example: 'IS_DECIMAL' })
  code: string;

  /** For people. */
  detail: string;
}

/** Every error of this API, as `application/problem+json` (RFC 9457). */
export class ProblemResponse {
  /** A name for this kind of problem. */
  @ApiProperty({ example: 'urn:nexus-crm:problem:validation-failed' })
  type: string;

  /** The HTTP status in words. */
  title: string;

  /** The HTTP status. */
  @ApiProperty({ type: 'integer', example: 400 })
  status: number;

  /** What happened, and what to do about it. */
  detail: string;

  /** The path that was called. */
  instance: string;

  /** Stable, machine-readable. */
  @ApiProperty({ example: 'VALIDATION_FAILED' })
  code: string;

  /** Quote this when you ask for help. */
  requestId: string;

  /** For refused input: each thing that is wrong. */
  @ApiProperty({ type: [FieldProblemResponse], required: false })
  errors?: FieldProblemResponse[];
}
