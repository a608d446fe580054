import { Global, Module } from '@nestjs/common';
import { JobRunner } from './job-runner.service.js';
import { JobSchedule } from './job-schedule.service.js';

@Global()
@Module({ providers: [JobRunner, JobSchedule], exports: [JobRunner, JobSchedule] })
export class JobsModule {}
