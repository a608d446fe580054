import type { FastifyRequest } from 'fastify';

const CODES = new WeakMap<FastifyRequest, string>();

/** Keeps the code that a request was refused with for those who tell of it afterwards. */
export function keepCode(request: FastifyRequest, code: string): void {
  CODES.set(request, code);
}

/** @returns undefined when the request was not refused */
export function codeAnswered(request: FastifyRequest): string | undefined {
  return CODES.get(request);
}
