export * from './diff.js';
export * from './journal.service.js';
