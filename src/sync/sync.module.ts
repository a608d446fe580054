import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { CrmCoreModule } from '../crm-core/index.js';
import { VisitsModule } from '../visits/index.js';
import { BoardEventsController } from './board/board-events.controller.js';
import { BoardEvents } from './board/board-events.service.js';
import { BoardNewsService } from './board/board-news.service.js';
import { BoardStreams } from './board/board-streams.service.js';
import { ChangesController } from './changes/changes.controller.js';
import { ChangesService } from './changes/changes.service.js';
import { PresentRecords } from './changes/present-records.service.js';
import { ReachService } from './changes/reach.service.js';

/** Brings what changed to those who keep a copy or watch: the journal as each reader may follow it. */
@Module({
  imports: [AuthModule, CrmCoreModule, VisitsModule],
  controllers: [ChangesController, BoardEventsController],
  providers: [ReachService, PresentRecords, ChangesService, BoardStreams, BoardNewsService, BoardEvents],
})
export class SyncModule {}
