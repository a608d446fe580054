export * from './csv-options.js';
export * from './excel-moment.js';
export * from './export-format.js';
export { restoreFormula } from './formula.js';
export * from './italian-number.js';
