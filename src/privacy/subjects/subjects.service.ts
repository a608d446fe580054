import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { SubjectDto } from './subject.dto.js';
import type { Elsewhere, FoundSubjects, Subject } from './subject.js';
import {
  type ClientRow,
  findClientSubjects,
  findContactSubjects,
  idsWithMerged,
} from './subjects.queries.js';

/** Finds the people whom a request is about, deleted rows included. */
@Injectable()
export class Subjects {
  /** @throws DomainError NOT_FOUND, NOT_A_PERSON (409), VALIDATION_FAILED (400) unless exactly one way is given */
  async find(tx: Tx, { contactId, clientId, email }: SubjectDto): Promise<FoundSubjects> {
    if ([contactId, clientId, email].filter((given) => given !== undefined).length !== 1)
      throw DomainError.field(
        '',
        'SUBJECT_UNCLEAR',
        'Name the person by contactId, clientId or email: one of them.',
      );
    if (contactId !== undefined) return this.oneOf(await this.contacts(tx, { id: contactId }), 'contact');
    if (clientId !== undefined) return this.client(tx, clientId);
    return this.byEmail(tx, email ?? '');
  }

  private async client(tx: Tx, id: string): Promise<FoundSubjects> {
    const { subjects, elsewhere } = await this.clients(tx, { id });
    if (subjects.length === 0 && elsewhere.length > 0)
      throw new DomainError(
        'conflict',
        'NOT_A_PERSON',
        'This client is a company. Name the person: one of its contacts.',
      );
    return { ...this.oneOf(subjects, 'client'), elsewhere };
  }

  private oneOf(subjects: Subject[], what: string): FoundSubjects {
    if (subjects.length === 0) throw DomainError.notFound(what);
    return { subjects, elsewhere: [] };
  }

  private async byEmail(tx: Tx, email: string): Promise<FoundSubjects> {
    const contacts = await this.contacts(tx, { email });
    const { subjects, elsewhere } = await this.clients(tx, { email });
    const users = await tx.user.findMany({ where: { email: email.toLowerCase() }, select: { id: true } });
    const all = [...contacts, ...subjects];
    const others = [...elsewhere, ...users.map(({ id }): Elsewhere => ({ table: 'users', id }))];
    if (all.length + others.length === 0) throw DomainError.notFound('person');
    return { subjects: all, elsewhere: others };
  }

  private async contacts(tx: Tx, by: { id?: string; email?: string }): Promise<Subject[]> {
    const rows = await findContactSubjects(tx, by);
    return rows.map(({ id, clientId, ownerId, ...named }) => ({
      ...{ kind: 'contact', id, ids: [id], clientId, ownerId, named },
    }));
  }

  private async clients(tx: Tx, by: { id?: string; email?: string }): Promise<FoundSubjects> {
    const rows = await findClientSubjects(tx, by);
    const people = uppermostPeople(rows);
    const subjects = await Promise.all(
      people.map(async ({ id, ownerId, fullName, email, phone }): Promise<Subject> => {
        const ids = await idsWithMerged(tx, id);
        return { kind: 'client', id, ids, clientId: id, ownerId, named: { fullName, email, phone } };
      }),
    );
    const companies = rows.filter(({ isPerson, mergedIntoId }) => !isPerson && mergedIntoId === null);
    return { subjects, elsewhere: companies.map(({ id }) => ({ table: 'clients', id })) };
  }
}

/** A person who was merged into another is that one; merged into a company, only the row that was left behind is a person's. */
function uppermostPeople(rows: readonly ClientRow[]): ClientRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const isBelowPerson = ({ mergedIntoId }: ClientRow): boolean => {
    const above = mergedIntoId === null ? undefined : byId.get(mergedIntoId);
    return above !== undefined && (above.isPerson || isBelowPerson(above));
  };
  return rows.filter((row) => row.isPerson && !isBelowPerson(row));
}
