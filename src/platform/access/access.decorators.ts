import { applyDecorators, createParamDecorator, ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { isForKeys } from './key-permissions.js';
import type { Permission } from './permission.js';
import type { Principal } from './principal.js';

export const PUBLIC = Symbol('public');
export const PERMISSION = Symbol('permission');
export const SIGNED_IN = Symbol('signed-in');
export const ALSO_FOR_KEYS = Symbol('also-for-keys');
export const INTERACTIVE_ONLY = Symbol('interactive-only');
export const DURING_ENROLMENT = Symbol('during-enrolment');

/** Name of the security scheme of API keys in OpenAPI. */
export const API_KEY_SCHEME = 'apiKey';

/** Opens a route to everybody. Without this, {@link Requires} or {@link SignedIn}, a route is closed to all. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-access', 'public'));

/** A route that needs a permission; the scope of it is applied by the service. */
export const Requires = (permission: Permission): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(PERMISSION, permission),
    ApiExtension('x-access', permission),
    ApiBearerAuth(),
    ...(isForKeys(permission) ? [ApiBearerAuth(API_KEY_SCHEME)] : []),
  );

/** A route about the caller's own account: any signed-in user. */
export const SignedIn = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(SIGNED_IN, true), ApiExtension('x-access', 'signed-in'), ApiBearerAuth());

/** A route about the own account that an API key may call too; the others are for people. */
export const AlsoForKeys = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ALSO_FOR_KEYS, true), ApiBearerAuth(API_KEY_SCHEME));

/** Not for API keys, although they can hold the permission: what it begins goes on with the rights of the user. */
export const InteractiveOnly = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(INTERACTIVE_ONLY, true), ApiExtension('x-interactive-only', true));

/** Also open to who must switch a second factor on before anything else. */
export const DuringEnrolment = (): MethodDecorator & ClassDecorator => SetMetadata(DURING_ENROLMENT, true);

/** The authenticated {@link Principal} as a handler's argument. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const principal = context.switchToHttp().getRequest<FastifyRequest & { user?: Principal }>().user;
  if (!principal) throw new Error('A handler asked for its actor on a public route.');
  return principal;
});
