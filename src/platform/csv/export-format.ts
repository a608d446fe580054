import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsOmittable } from '../http/index.js';

export const FORMATS = ['standard', 'excel'] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** A property that says for whom a file is written. */
export const IsExportFormat = (): PropertyDecorator =>
  applyDecorators(
    IsOmittable(),
    IsIn(FORMATS),
    ApiProperty({ enum: FORMATS, required: false, default: 'standard' }),
  );
