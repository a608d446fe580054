export * from './field-plan.js';
export * from './field-rules.interceptor.js';
export { FieldRulesModule } from './field-rules.module.js';
export { ShownAnswers } from './shown-answers.service.js';
export * from './protected.decorator.js';
export { factsFor } from './redact.js';
