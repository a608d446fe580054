export * from './letter.js';
export * from './mailer.port.js';
