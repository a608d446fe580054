export * from './idempotency.interceptor.js';
export * from './no-idempotency-key.decorator.js';
