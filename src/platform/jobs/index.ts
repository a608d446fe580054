export * from './job-runner.service.js';
export * from './job-schedule.service.js';
export { BackgroundLoop } from './background-loop.js';
export { tryJobLock } from './job-runs.queries.js';
