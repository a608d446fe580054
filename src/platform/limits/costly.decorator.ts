import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { ApiProblems } from '../errors/index.js';
import { CostlyInterceptor } from './costly.interceptor.js';
import { COSTLY, type CostlyKind } from './costly-kinds.js';

/**
 * A route that costs far more than the others: counted for each user and kind beside the general limit, and only a
 * few run at once. Both limits hold over all replicas, and stand in the OpenAPI document as `x-costly`.
 */
export const Costly = (kind: CostlyKind): MethodDecorator =>
  applyDecorators(
    SetMetadata(COSTLY, kind),
    UseInterceptors(CostlyInterceptor),
    ApiExtension('x-costly', kind),
    ApiProblems(429),
  );
