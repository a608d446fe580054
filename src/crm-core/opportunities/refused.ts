import { DomainError } from '../../platform/errors/index.js';
import type { Refusal } from './domain/deal.js';

/** A refusal of the rules as the error that the API speaks: 400 at a field, 409 against the present state. */
export function refused({ code, detail, pointer }: Refusal): DomainError {
  return pointer === undefined
    ? new DomainError('conflict', code, detail)
    : DomainError.field(pointer, code, detail);
}
