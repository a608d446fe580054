import { type Principal, withinSql } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { ReportQuery } from './report.query.js';

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
}
