import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import {
  type Permission,
  PERMISSION,
  type Principal,
  PUBLIC,
  SIGNED_IN,
} from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';

/** Closed by default: a route that says neither `@Public()`, `@SignedIn()` nor `@Requires(…)` lets nobody in. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const said = <T>(key: symbol): T | undefined =>
      this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
    if (said<boolean>(PUBLIC)) return true;
    const principal = context.switchToHttp().getRequest<FastifyRequest & { user?: Principal }>().user;
    const permission = said<Permission>(PERMISSION);
    if (permission ? principal?.can(permission) : principal && said<boolean>(SIGNED_IN)) return true;
    const who = principal?.apiKeyId ? 'This API key, or the role of its maker,' : 'Your role';
    throw new DomainError('forbidden', 'FORBIDDEN', `${who} does not allow ${permission ?? 'this'}.`);
  }
}
