import { applyDecorators, createParamDecorator, ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Permission } from './permission.js';
import type { Principal } from './principal.js';

export const PUBLIC = Symbol('public');
export const PERMISSION = Symbol('permission');
export const SIGNED_IN = Symbol('signed-in');
export const DURING_ENROLMENT = Symbol('during-enrolment');

/** Opens a route to everybody. Without this, {@link Requires} or {@link SignedIn}, a route is closed to all. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-access', 'public'));

/** A route that needs a permission; the scope of it is applied by the service. */
export const Requires = (permission: Permission): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(PERMISSION, permission), ApiExtension('x-access', permission), ApiBearerAuth());

/** A route about the caller's own account: any signed-in user. */
export const SignedIn = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(SIGNED_IN, true), ApiExtension('x-access', 'signed-in'), ApiBearerAuth());

/** Also open to who must switch a second factor on before anything else. */
export const DuringEnrolment = (): MethodDecorator & ClassDecorator => SetMetadata(DURING_ENROLMENT, true);

/** The authenticated {@link Principal} as a handler's argument. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const principal = context.switchToHttp().getRequest<FastifyRequest & { user?: Principal }>().user;
  if (!principal) throw new Error('A handler asked for its actor on a public route.');
  return principal;
});
