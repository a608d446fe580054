export * from './api-page.decorator.js';
export * from './keyset.js';
export * from './list-page.js';
export * from './list.query.js';
export { literally } from './literally.js';
export * from './sql-list-page.js';
