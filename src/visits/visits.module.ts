import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { VisitableClients } from './clients/visitable-clients.service.js';
import { VisitFinder } from './visits/visit-finder.service.js';
import { VisitStepsController } from './visits/visit-steps.controller.js';
import { VisitStepsService } from './visits/visit-steps.service.js';
import { VisitsController } from './visits/visits.controller.js';
import { VisitsService } from './visits/visits.service.js';

/** An agent's days in the field: visits from plan to outcome, who is due, and the route of a day. */
@Module({
  imports: [AuthModule],
  controllers: [VisitsController, VisitStepsController],
  providers: [VisitableClients, VisitFinder, VisitsService, VisitStepsService],
})
export class VisitsModule {}
