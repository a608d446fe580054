import { Global, Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.js';
import { JobFigures } from './job-figures.service.js';
import { JobRunner } from './job-runner.service.js';
import { JobSchedule } from './job-schedule.service.js';

@Global()
@Module({
  imports: [HealthModule],
  providers: [JobFigures, JobRunner, JobSchedule],
  exports: [JobRunner, JobSchedule],
})
export class JobsModule {}
