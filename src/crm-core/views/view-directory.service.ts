import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { ViewResource } from '../../platform/prisma/generated/enums.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { assertShown } from './hidden-names.js';
import { usableViews } from './view-access.js';

interface ViewedQuery {
  viewId?: string;
  sort?: string;
  custom?: Record<string, string>;
}

/** Where the lists ask for the view that a query names. */
@Injectable()
export class ViewDirectory {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * A list's query with the filter and order of the view that it names; what the query itself says goes before.
   * @throws DomainError VIEW_UNKNOWN (400), FIELD_HIDDEN (403) for an order that the actor's role doesn't see
   */
  async applied<Query extends ViewedQuery>(
    actor: Principal,
    resource: ViewResource,
    query: Query,
  ): Promise<Query> {
    if (query.viewId === undefined) return query;
    const view = await this.prisma.savedView.findFirst({
      where: { AND: [{ id: query.viewId, resource }, usableViews(actor)] },
    });
    if (!view)
      throw DomainError.field('/viewId', 'VIEW_UNKNOWN', 'There is no such view, or it is not yours to use.');
    const filter = view.filter as Partial<Query>;
    const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
    const sort = query.sort ?? view.sort ?? undefined;
    if (sort !== undefined) assertShown(actor, resource, '/sort', [sort.replace(/^-/, '')]);
    const custom = { ...filter.custom, ...query.custom };
    return {
      ...filter,
      ...(given as Query),
      ...(sort !== undefined && { sort }),
      ...(Object.keys(custom).length > 0 && { custom }),
    };
  }
}
