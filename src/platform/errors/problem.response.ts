import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';

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

/** Whatever JSON the field holds. */
const ANY: ApiPropertyOptions = {
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'null' },
    { type: 'array', items: { type: 'string' } },
    { type: 'object', additionalProperties: true },
  ],
};

export class FieldConflictResponse {
  /** The field's name; a custom field as `custom.key`. */
  @ApiProperty({ example: 'phone' })
  field: string;

  /** The value that you sent; a step, such as a move, sends none. */
  @ApiProperty({ ...ANY, required: false })
  yours?: unknown;

  /** The value that the record has now. */
  @ApiProperty(ANY)
  current: unknown;

  /** When it was changed; null: not known. */
  changedAt: Date | null;

  /** Who changed it; null: the system, or not known. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  changedById: string | null;

  /** Their name. */
  changedBy: string | null;
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

  /** For an edit of an older state: the version that the record has now. */
  @ApiProperty({ type: 'integer', required: false })
  currentVersion?: number;

  /** For an edit or a step of an older state: each field that somebody else changed since. */
  @ApiProperty({ type: [FieldConflictResponse], required: false })
  conflicts?: FieldConflictResponse[];
}
