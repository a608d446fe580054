export * from './diff.js';
export * from './journal-entry.response.js';
export * from './journal-feed.queries.js';
export * from './journal-reader.service.js';
export * from './journal-record.js';
export * from './journal.service.js';
export * from './record-names.service.js';
