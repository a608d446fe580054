export * from './access-scope.js';
export * from './access.decorators.js';
export * from './key-permissions.js';
export * from './permission.js';
export * from './principal.js';
export * from './protected-fields.js';
export * from './shared-rows.js';
export * from './vocabulary.js';
