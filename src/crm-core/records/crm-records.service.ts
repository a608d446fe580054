import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import { type Principal, within, withinRows } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { businessDateOf } from '../../platform/time/rome.js';
import { visibleTo } from '../activities/activity-access.js';
import { toActivityResponse } from '../activities/activity.mapper.js';
import type { ActivityResponse } from '../activities/dto/activity.response.js';
import { toClientResponse } from '../clients/client.mapper.js';
import type { ClientResponse } from '../clients/dto/client.response.js';
import { toContactResponse } from '../contacts/contact.mapper.js';
import type { ContactResponse } from '../contacts/dto/contact.response.js';
import type { OpportunityResponse } from '../opportunities/dto/opportunity.response.js';
import { toOpportunityResponse } from '../opportunities/opportunity.mapper.js';
import { findOpportunities } from '../opportunities/opportunity.queries.js';
import type { PipelineResponse } from '../pipelines/dto/pipeline.response.js';
import { toPipelineResponse } from '../pipelines/pipeline.mapper.js';

/** Records by their ids, as their own routes answer them: living ones within the reader's scope, the others are left out. */
@Injectable()
export class CrmRecords {
  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly clock: Clock,
  ) {}

  async clients(actor: Principal, ids: string[]): Promise<ClientResponse[]> {
    const seen = within<Prisma.ClientWhereInput>(actor.scope('client:read'), 'owner');
    const where = { AND: [{ id: { in: ids }, deletedAt: null }, seen] };
    const today = businessDateOf(this.clock.now());
    return (await this.prisma.client.findMany({ where })).map((client) => toClientResponse(client, today));
  }

  async contacts(actor: Principal, ids: string[]): Promise<ContactResponse[]> {
    const seen = within<Prisma.ContactWhereInput>(actor.scope('contact:read'), 'client.owner');
    const living = { id: { in: ids }, deletedAt: null, client: { deletedAt: null } };
    const include = { client: { select: { primaryContactId: true } } } as const;
    const contacts = await this.prisma.contact.findMany({ where: { AND: [living, seen] }, include });
    return contacts.map((contact) => toContactResponse(contact, contact.client));
  }

  async opportunities(actor: Principal, ids: string[]): Promise<OpportunityResponse[]> {
    const seen = withinRows(actor.scope('opportunity:read'), Prisma.sql`o`);
    const where = Prisma.sql`o.id = ANY(${ids}::uuid[]) AND o.deleted_at IS NULL AND ${seen}`;
    const page = { where, stretch: where, orderBy: Prisma.sql`o.id`, take: ids.length };
    return (await findOpportunities(this.prisma, page, this.clock.now())).map(toOpportunityResponse);
  }

  async activities(actor: Principal, ids: string[]): Promise<ActivityResponse[]> {
    const where = { AND: [{ id: { in: ids }, deletedAt: null }, await visibleTo(actor, this.users)] };
    return (await this.prisma.activity.findMany({ where })).map(toActivityResponse);
  }

  /** Pipelines belong to nobody: whoever holds the permission sees all. */
  async pipelines(actor: Principal, ids: string[]): Promise<PipelineResponse[]> {
    actor.scope('pipeline:read');
    const where = { id: { in: ids } };
    return (await this.prisma.salesPipeline.findMany({ where, include: { stages: true } })).map(
      toPipelineResponse,
    );
  }
}
