export * from './answers.service.js';
export * from './etag.js';
export * from './id-param.decorator.js';
export * from './input.pipe.js';
export * from './quick-check.js';
export { TakesForm } from './takes-form.js';
export * from './validators.js';
export { JsonText } from './json-text.js';
