export * from './api-problems.decorator.js';
export * from './domain-error.js';
export * from './problem.filter.js';
export * from './problem.response.js';
export { answerUnread } from './unread-request.js';
export { isDatabaseAway, overloaded, violates } from './translate-database-error.js';
