export * from './field-plan.js';
export * from './field-rules.interceptor.js';
export * from './protected.decorator.js';
export { factsFor } from './redact.js';
