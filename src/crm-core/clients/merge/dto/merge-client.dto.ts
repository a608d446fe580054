import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsUUID, Max, Min, ValidateBy } from 'class-validator';
import { ProtectedNames } from '../../../../platform/field-rules/index.js';
import { IsOmittable } from '../../../../platform/http/index.js';
import type { Side } from '../domain/merge-field.js';

const SIDES: readonly unknown[] = ['source', 'target'];

const IsTake = (): PropertyDecorator =>
  applyDecorators(
    IsOmittable(),
    // As it came: the copy of a nested object would leave out members that bear the name of a built-in one.
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]),
    ValidateBy({
      name: 'isTake',
      validator: {
        validate: (value) =>
          typeof value === 'object' &&
          value !== null &&
          !Array.isArray(value) &&
          Object.values(value as object).every((side: unknown) => SIDES.includes(side)),
        defaultMessage: () => '$property must name source or target for each field',
      },
    }),
    ApiProperty({
      type: 'object',
      selfRequired: false,
      additionalProperties: { type: 'string', enum: ['source', 'target'] },
      example: { name: 'source', 'custom.colour': 'target' },
    }),
  );

export class MergeClientDto {
  /** The client that is taken in; its id leads to the target afterwards. */
  @IsUUID()
  @ApiProperty({ format: 'uuid' })
  sourceId: string;

  /**
   * Whose value a field gets. A field that isn't named keeps the target's value, or gets the source's where the target
   * has none; tags are united, notes follow each other, the further lifecycle wins. Tax data, address and
   * authorisation come as a whole from one client unless both speak of the same one. A change of owner needs `client:assign`.
   */
  @IsTake()
  @ProtectedNames('client')
  take?: Record<string, Side>;

  /** The source's `version` that the choice is based on; another one by now: 412. `If-Match` says the same of the target. */
  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  @ApiProperty({ type: 'integer', minimum: 1, required: false })
  sourceVersion?: number;

  /** Only show what would come of it. */
  @IsOmittable()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  dryRun?: boolean;
}
