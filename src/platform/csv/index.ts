export * from './csv-options.js';
export * from './export-format.js';
export * from './italian-number.js';
