import { Global, Module } from '@nestjs/common';
import { CostlyLimits } from './costly-limits.service.js';

@Global()
@Module({ providers: [CostlyLimits], exports: [CostlyLimits] })
export class LimitsModule {}
