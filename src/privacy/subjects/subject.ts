import type { SubjectKind } from '../classification/classified-table.js';
import type { Named } from '../domain/mentions.js';

/** A person whose data it is about: a contact, or a client who is a person. */
export interface Subject {
  kind: SubjectKind;
  id: string;
  /** The row itself, and of a client those that were merged into it. */
  ids: string[];
  /** The client at whom the contact is; of a client its own id. */
  clientId: string;
  ownerId: string;
  /** What others may have written about the person under. */
  named: Named;
}

/** A row that names the address, but is not about a person: somebody has to look at it. */
export interface Elsewhere {
  table: 'clients' | 'users';
  id: string;
}

export interface FoundSubjects {
  subjects: Subject[];
  elsewhere: Elsewhere[];
}
