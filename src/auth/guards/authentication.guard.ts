import { ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Principal } from '../../platform/access/index.js';
import { PUBLIC } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';

/** Closed by default: a route without `@Public()` needs a valid access token. */
@Injectable()
export class AuthenticationGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override canActivate(
    context: ExecutionContext,
  ): ReturnType<InstanceType<ReturnType<typeof AuthGuard>>['canActivate']> {
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    return isPublic ? true : super.canActivate(context);
  }

  override handleRequest<User = Principal>(error: Error | null, principal: User | false | null): User {
    if (error) throw error;
    if (!principal)
      throw new DomainError(
        'unauthenticated',
        'UNAUTHENTICATED',
        'Sign in first: this needs a valid access token.',
      );
    return principal;
  }
}
