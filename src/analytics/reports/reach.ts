import { type AccessScope, type Principal, withinSql } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { ReportQuery } from './report.query.js';

/** The people whose rows a figure counts; neither: everybody's. */
export interface People {
  ownerId?: string;
  teamId?: string;
}

/** What lets a reader list the rows behind figures. */
export type ListPermission = 'client:read' | 'visit:read' | 'opportunity:read';

/** Whose figures a report is about: what the reader may see, and of that what the query asks for. */
export class Reach {
  constructor(
    private readonly actor: Principal,
    readonly query: Pick<ReportQuery, 'ownerId' | 'teamId' | 'pipelineId'>,
  ) {}

  /**
   * The condition on a row's owner. A filter narrows the reader's scope and never leaves it: there is nothing to be
   * learnt from an id that belongs to somebody else.
   * @throws DomainError FORBIDDEN
   */
  owner(column: Prisma.Sql): Prisma.Sql {
    const { ownerId, teamId } = this.query;
    const scope = withinSql(this.actor.scope('analytics:read'), column);
    const owner = ownerId === undefined ? Prisma.sql`TRUE` : Prisma.sql`${column} = ${ownerId}::uuid`;
    const team = teamId === undefined ? Prisma.sql`TRUE` : withinSql({ kind: 'team', teamId }, column);
    return Prisma.sql`(${scope} AND ${owner} AND ${team})`;
  }

  /** Nobody's figures are left out, so that those of the whole company may be read. */
  isEverybody(): boolean {
    const { ownerId, teamId } = this.query;
    return this.actor.scope('analytics:read').kind === 'all' && ownerId === undefined && teamId === undefined;
  }

  pipeline(column: Prisma.Sql): Prisma.Sql {
    const { pipelineId } = this.query;
    return pipelineId === undefined ? Prisma.sql`TRUE` : Prisma.sql`${column} = ${pipelineId}::uuid`;
  }

  /** The reader's scope and the query's filter together; null: they have nobody in common. */
  people(): People | null {
    const scope = this.actor.scope('analytics:read');
    const { ownerId, teamId } = this.query;
    const asked: People = { ...(ownerId && { ownerId }), ...(teamId && { teamId }) };
    switch (scope.kind) {
      case 'own':
        return ownerId === undefined || ownerId === scope.userId ? { ...asked, ownerId: scope.userId } : null;
      case 'team':
        return teamId === undefined || teamId === scope.teamId ? { ...asked, teamId: scope.teamId } : null;
      case 'all':
        return asked;
    }
  }

  /**
   * Whose rows a list behind a figure is to be narrowed to, so that it shows nobody whom the figure does not count;
   * null: nobody is counted; undefined: the reader has no such list.
   */
  peopleOf(list: Exclude<ListPermission, 'opportunity:read'>): People | null | undefined {
    if (!this.actor.can(list)) return undefined;
    const { ownerId, teamId } = this.query;
    const listsAsFar = this.actor.scope(list).kind === this.actor.scope('analytics:read').kind;
    return listsAsFar ? { ...(ownerId && { ownerId }), ...(teamId && { teamId }) } : this.people();
  }

  /** Whose deals the reader may list; undefined: nobody's. */
  get listed(): AccessScope | undefined {
    return this.actor.can('opportunity:read') ? this.actor.scope('opportunity:read') : undefined;
  }

  /** Whether the lists reach exactly as far as the figures do. */
  get listsAsFar(): boolean {
    return this.listed?.kind === this.actor.scope('analytics:read').kind;
  }

  /** Whether rows of somebody may be counted that the reader has no list of, even while they own them. */
  listsLess(list: ListPermission): boolean {
    const listed = this.actor.scope(list);
    const people = this.people();
    if (listed.kind === 'all' || people === null || people.ownerId === this.actor.userId) return false;
    return listed.kind === 'own' || people.teamId !== listed.teamId;
  }

  /** Whether a list by present owners holds all that was counted for the owners of then. */
  listsWhoeverHasThemNow(list: ListPermission): boolean {
    return this.isEverybody() && this.actor.scope(list).kind === 'all';
  }

  /** The same reader, about one person. */
  of(ownerId: string): Reach {
    return new Reach(this.actor, { ...this.query, ownerId });
  }
}
