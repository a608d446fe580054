import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import {
  ALSO_FOR_KEYS,
  INTERACTIVE_ONLY,
  isForKeys,
  type Permission,
  PERMISSION,
  type Principal,
  PUBLIC,
} from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';

/**
 * Keeps API keys from what only people do: one's own account, accounts and rights of others, and keys. Closed by default:
 * a route without a permission that keys can hold is open to them only where it says so.
 */
@Injectable()
export class InteractiveGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const said = <T>(key: symbol): T | undefined =>
      this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
    const principal = context.switchToHttp().getRequest<FastifyRequest & { user?: Principal }>().user;
    if (!principal?.apiKeyId || said<boolean>(PUBLIC)) return true;
    const permission = said<Permission>(PERMISSION);
    const isOpen = permission ? isForKeys(permission) : said<boolean>(ALSO_FOR_KEYS);
    if (isOpen && !said<boolean>(INTERACTIVE_ONLY)) return true;
    throw new DomainError(
      'forbidden',
      'INTERACTIVE_ONLY',
      'An API key can’t do this: sign in and do it with an access token.',
    );
  }
}
