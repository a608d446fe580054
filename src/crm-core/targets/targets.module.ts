import { Module } from '@nestjs/common';
import { AuthModule } from '../../auth/index.js';
import { TargetsController } from './targets.controller.js';
import { TargetsService } from './targets.service.js';

/** What everybody is to win in a month. */
@Module({ imports: [AuthModule], controllers: [TargetsController], providers: [TargetsService] })
export class TargetsModule {}
