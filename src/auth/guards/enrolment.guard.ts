import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DURING_ENROLMENT, type Principal, PUBLIC } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';

/** Who has to switch a second factor on first may do that and no more: every other route is closed to them. */
@Injectable()
export class EnrolmentGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const said = (key: symbol): boolean | undefined =>
      this.reflector.getAllAndOverride<boolean | undefined>(key, [context.getHandler(), context.getClass()]);
    if (said(PUBLIC) || said(DURING_ENROLMENT)) return true;
    const principal = context.switchToHttp().getRequest<FastifyRequest & { user?: Principal }>().user;
    if (!principal?.mustEnrol) return true;
    throw new DomainError(
      'forbidden',
      'TOTP_ENROLMENT_REQUIRED',
      'Admins need a second factor here: switch one on at POST /auth/second-factor first.',
    );
  }
}
