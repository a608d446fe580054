import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { CrmCoreModule } from '../crm-core/index.js';
import { VisitsModule } from '../visits/index.js';
import { ChangesController } from './changes/changes.controller.js';
import { ChangesService } from './changes/changes.service.js';
import { PresentRecords } from './changes/present-records.service.js';
import { ReachService } from './changes/reach.service.js';

/** Brings what changed to those who keep a copy or watch: the journal as each reader may follow it. */
@Module({
  imports: [AuthModule, CrmCoreModule, VisitsModule],
  controllers: [ChangesController],
  providers: [ReachService, PresentRecords, ChangesService],
})
export class SyncModule {}
