import { Injectable } from '@nestjs/common';
import { type Principal, within } from '../../platform/access/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import type { VisitResponse } from './dto/visit.response.js';
import { toVisitResponse } from './visit.mapper.js';

/** Visits by their ids, as their own route answers them: living ones within the reader's scope, the others are left out. */
@Injectable()
export class VisitRecords {
  constructor(private readonly prisma: PrismaService) {}

  async visits(actor: Principal, ids: string[]): Promise<VisitResponse[]> {
    const seen = within<Prisma.VisitWhereInput>(actor.scope('visit:read'), 'agent');
    const where = { AND: [{ id: { in: ids }, deletedAt: null }, seen] };
    return (await this.prisma.visit.findMany({ where })).map((visit) => toVisitResponse(actor, visit));
  }
}
