import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

const OUTCOMES = ['WON', 'LOST'] as const;

/** Documented as one of the two ways in which a deal ends. */
export const ApiOutcome = (options: { required?: boolean } = {}): PropertyDecorator =>
  ApiProperty({ enum: OUTCOMES, enumName: 'ClosingOutcome', ...options });

export const IsOutcome = (options: { required?: boolean } = {}): PropertyDecorator =>
  applyDecorators(IsIn(OUTCOMES), ApiOutcome(options));
