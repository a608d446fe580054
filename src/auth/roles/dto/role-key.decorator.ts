import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { SEEDED_ROLES } from '../../permissions/role-permissions.js';

const SHAPE = '^[A-Z][A-Z0-9_]{1,39}$';
const DESCRIPTION = `The key of a role: ${SEEDED_ROLES.join(', ')}, or one of the company’s own (\`GET /roles\`).`;

/** Documents the key of a role, seeded or the company's own. */
export const ApiRoleKey = (options: { required?: boolean } = {}): PropertyDecorator =>
  ApiProperty({ type: String, pattern: SHAPE, example: 'AGENT', description: DESCRIPTION, ...options });

/** The key of a role; whether there is such a role is the service's question. */
export const IsRoleKey = (options: { required?: boolean } = {}): PropertyDecorator =>
  applyDecorators(
    Matches(new RegExp(SHAPE), {
      message:
        '$property must be the key of a role: capitals, digits and _, beginning with a letter, 2–40 characters',
    }),
    ApiRoleKey(options),
  );
