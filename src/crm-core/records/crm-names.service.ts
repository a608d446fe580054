import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import { type Principal, within } from '../../platform/access/index.js';
import { type RecordName, RecordNames } from '../../platform/journal/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { visibleTo } from '../activities/activity-access.js';

/** What journal rows of this module are called: living records within the reader's scope. */
@Injectable()
export class CrmNames implements OnModuleInit {
  constructor(
    private readonly names: RecordNames,
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
  ) {}

  onModuleInit(): void {
    this.names.teach('client', 'client:read', (actor, ids) => this.clients(actor, ids));
    this.names.teach('contact', 'contact:read', (actor, ids) => this.contacts(actor, ids));
    this.names.teach('opportunity', 'opportunity:read', (actor, ids) => this.opportunities(actor, ids));
    this.names.teach('activity', 'activity:read', (actor, ids) => this.activities(actor, ids));
    this.names.teach('pipeline', 'pipeline:read', (_, ids) =>
      this.prisma.salesPipeline.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
    );
    this.names.teach('stage', 'pipeline:read', (_, ids) =>
      this.prisma.pipelineStage.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
    );
  }

  private clients(actor: Principal, ids: string[]): Promise<RecordName[]> {
    const seen = within<Prisma.ClientWhereInput>(actor.scope('client:read'), 'owner');
    const where = { AND: [{ id: { in: ids }, deletedAt: null }, seen] };
    return this.prisma.client.findMany({ where, select: { id: true, name: true } });
  }

  private async contacts(actor: Principal, ids: string[]): Promise<RecordName[]> {
    const seen = within<Prisma.ContactWhereInput>(actor.scope('contact:read'), 'client.owner');
    const living = { id: { in: ids }, deletedAt: null, client: { deletedAt: null } };
    const select = { id: true, fullName: true } as const;
    const contacts = await this.prisma.contact.findMany({ where: { AND: [living, seen] }, select });
    return contacts.map(({ id, fullName }) => ({ id, name: fullName }));
  }

  private async opportunities(actor: Principal, ids: string[]): Promise<RecordName[]> {
    const seen = within<Prisma.OpportunityWhereInput>(actor.scope('opportunity:read'), 'owner');
    const where = { AND: [{ id: { in: ids }, deletedAt: null }, seen] };
    const deals = await this.prisma.opportunity.findMany({ where, select: { id: true, title: true } });
    return deals.map(({ id, title }) => ({ id, name: title }));
  }

  private async activities(actor: Principal, ids: string[]): Promise<RecordName[]> {
    const where = { AND: [{ id: { in: ids }, deletedAt: null }, await visibleTo(actor, this.users)] };
    const activities = await this.prisma.activity.findMany({ where, select: { id: true, subject: true } });
    return activities.map(({ id, subject }) => ({ id, name: subject }));
  }
}
