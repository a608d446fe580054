export * from './refuse-conflicts.js';
