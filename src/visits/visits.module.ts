import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { CrmCoreModule } from '../crm-core/index.js';
import { ClientUrgency } from './cadence/client-urgency.service.js';
import { DueController } from './cadence/due.controller.js';
import { DueService } from './cadence/due.service.js';
import { ClientKeepsVisits } from './clients/client-keeps-visits.js';
import { VisitFinder } from './visits/visit-finder.service.js';
import { VisitStepsController } from './visits/visit-steps.controller.js';
import { VisitStepsService } from './visits/visit-steps.service.js';
import { VisitsController } from './visits/visits.controller.js';
import { VisitsService } from './visits/visits.service.js';

/** An agent's days in the field: visits from plan to outcome, who is due, and the route of a day. */
@Module({
  imports: [AuthModule, CrmCoreModule],
  controllers: [DueController, VisitsController, VisitStepsController],
  providers: [ClientKeepsVisits, ClientUrgency, DueService, VisitFinder, VisitsService, VisitStepsService],
})
export class VisitsModule {}
