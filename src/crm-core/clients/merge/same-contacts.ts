import type { Contact } from '../../../platform/prisma/generated/client.js';
import type { SameContactResponse } from './dto/client-merge.response.js';

type Comparable = Pick<Contact, 'id' | 'fullName' | 'email' | 'phone'>;

const FIELDS = ['email', 'phone', 'fullName'] as const;

/**
 * People whom both clients know: the merged client has them twice, for nobody but a person can say that they are one.
 * @param hidden fields of a contact that the reader doesn't see, and is told nothing about
 */
export function sameContacts(
  target: readonly Comparable[],
  source: readonly Comparable[],
  hidden: ReadonlySet<string>,
): SameContactResponse[] {
  return source.flatMap((contact) =>
    target.flatMap((other) => {
      const fields = FIELDS.filter((field) => {
        if (hidden.has(field)) return false;
        const value = folded(contact[field]);
        return value !== '' && value === folded(other[field]);
      });
      // A telephone alone may be the shop's.
      if (fields.length === 0 || (fields.length === 1 && fields[0] === 'phone')) return [];
      const { id, fullName } = contact;
      return [{ targetContactId: other.id, sourceContactId: id, fullName, fields: [...fields] }];
    }),
  );
}

function folded(text: string | null): string {
  return (text ?? '').trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}
