import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { CrmCoreModule } from '../crm-core/index.js';
import { AppConfig } from '../platform/config/config.js';
import { HealthModule } from '../platform/health/health.module.js';
import { CalendarController } from './calendar-feeds/calendar.controller.js';
import { CalendarFeedsController } from './calendar-feeds/calendar-feeds.controller.js';
import { CalendarFeedsService } from './calendar-feeds/calendar-feeds.service.js';
import { CalendarReader } from './calendar-feeds/calendar-reader.service.js';
import { ClientUrgency } from './cadence/client-urgency.service.js';
import { DueController } from './cadence/due.controller.js';
import { DueService } from './cadence/due.service.js';
import { PastBookings } from './cadence/past-bookings.job.js';
import { VisitCadenceController } from './cadence/visit-cadence.controller.js';
import { VisitCadenceService } from './cadence/visit-cadence.service.js';
import { ClientKeepsVisits } from './clients/client-keeps-visits.js';
import { MyDayController } from './my-day/my-day.controller.js';
import { MyDayService } from './my-day/my-day.service.js';
import { GreatCircleMatrix } from './routes/adapters/great-circle-matrix.adapter.js';
import { VisitsFollowClient } from './clients/visits-follow-client.js';
import { InProcessOptimizer } from './routes/adapters/in-process-optimizer.adapter.js';
import { OsrmMatrix } from './routes/adapters/osrm/osrm-matrix.adapter.js';
import { VroomOptimizer } from './routes/adapters/vroom/vroom-optimizer.adapter.js';
import { CandidatesService } from './routes/candidates.service.js';
import { AgentCalendarService } from './routes/calendar/agent-calendar.service.js';
import { DayFrames } from './routes/day-frame.service.js';
import { DayPlanner } from './routes/day-planner.service.js';
import { RouteOptimizer } from './routes/ports/route-optimizer.port.js';
import { TravelMatrixSource } from './routes/ports/travel-matrix.port.js';
import { PlanFigures } from './routes/plan-figures.service.js';
import { RouteCommitService } from './routes/route-commit.service.js';
import { RoutePlanningService } from './routes/route-planning.service.js';
import { RoutesController } from './routes/routes.controller.js';
import { RouteStoreService } from './routes/route-store.service.js';
import { RoutesService } from './routes/routes.service.js';
import { SeriesDays } from './series/series-days.service.js';
import { SeriesJob } from './series/series-job.service.js';
import { SeriesVisits } from './series/series-visits.service.js';
import { VisitSeriesController } from './series/visit-series.controller.js';
import { VisitSeriesService } from './series/visit-series.service.js';
import { FindDayService } from './routes/week/find-day.service.js';
import { WeekCandidatesService } from './routes/week/week-candidates.service.js';
import { WeekOptimizer } from './routes/week/week-optimizer.js';
import { WeekPlanner } from './routes/week/week-planner.service.js';
import { WeekPlanningService } from './routes/week/week-planning.service.js';
import { WeekRoutesController } from './routes/week/week-routes.controller.js';
import { PositionCleaning } from './visits/position-cleaning.service.js';
import { VisitFinder } from './visits/visit-finder.service.js';
import { VisitRecords } from './visits/visit-records.service.js';
import { VisitStepsController } from './visits/visit-steps.controller.js';
import { VisitStepsService } from './visits/visit-steps.service.js';
import { VisitsController } from './visits/visits.controller.js';
import { VisitsService } from './visits/visits.service.js';
import { AbsencesService } from './working-days/absences.service.js';
import { AgentCalendars } from './working-days/agent-calendars.service.js';
import { HolidaysController } from './working-days/holidays.controller.js';
import { HolidaysService } from './working-days/holidays.service.js';
import { WorkingHoursController } from './working-days/working-hours.controller.js';
import { WorkingHoursService } from './working-days/working-hours.service.js';

/** An agent's days in the field: visits from plan to outcome, who is due, and the route of a day. */
@Module({
  imports: [AuthModule, CrmCoreModule, HealthModule],
  controllers: [
    MyDayController,
    DueController,
    VisitCadenceController,
    VisitsController,
    VisitStepsController,
    RoutesController,
    VisitSeriesController,
    CalendarFeedsController,
    CalendarController,
    WeekRoutesController,
    WorkingHoursController,
    HolidaysController,
  ],
  providers: [
    AgentCalendars,
    AgentCalendarService,
    WorkingHoursService,
    AbsencesService,
    HolidaysService,
    ClientKeepsVisits,
    VisitsFollowClient,
    ClientUrgency,
    DueService,
    VisitCadenceService,
    PastBookings,
    MyDayService,
    VisitFinder,
    VisitRecords,
    PositionCleaning,
    VisitsService,
    VisitStepsService,
    SeriesDays,
    SeriesVisits,
    VisitSeriesService,
    SeriesJob,
    CalendarFeedsService,
    CalendarReader,
    GreatCircleMatrix,
    {
      provide: TravelMatrixSource,
      inject: [AppConfig, GreatCircleMatrix],
      useFactory: ({ osrmUrl }: AppConfig, estimate: GreatCircleMatrix): TravelMatrixSource =>
        osrmUrl ? new OsrmMatrix(osrmUrl, estimate) : estimate,
    },
    InProcessOptimizer,
    {
      provide: RouteOptimizer,
      inject: [AppConfig, InProcessOptimizer],
      useFactory: ({ vroomUrl }: AppConfig, own: InProcessOptimizer): RouteOptimizer =>
        vroomUrl ? new VroomOptimizer(vroomUrl, own) : own,
    },
    DayFrames,
    DayPlanner,
    CandidatesService,
    RouteCommitService,
    RoutePlanningService,
    PlanFigures,
    RouteStoreService,
    RoutesService,
    WeekCandidatesService,
    WeekOptimizer,
    WeekPlanner,
    WeekPlanningService,
    FindDayService,
  ],
  exports: [VisitRecords],
})
export class VisitsModule {}
