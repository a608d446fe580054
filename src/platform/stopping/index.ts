export * from './stoppable.adapter.js';
export * from './stopping.module.js';
export * from './stopping.service.js';
