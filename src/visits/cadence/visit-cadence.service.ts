import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { ClassInterval } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { lockClassIntervals } from './cadence.queries.js';
import type { PointOfSaleType } from './domain/cadence.js';
import type { SetVisitCadenceDto } from './dto/set-visit-cadence.dto.js';
import type { VisitCadenceResponse } from './dto/visit-cadence.response.js';

/** The intervals of the classes. Who sees visits reads them; who runs the company sets them. */
@Injectable()
export class VisitCadenceService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
  ) {}

  async read(): Promise<VisitCadenceResponse> {
    return toResponse(await this.prisma.classInterval.findMany());
  }

  /** @throws DomainError STALE (412) */
  update(
    actor: Principal,
    { intervalDays: wanted }: SetVisitCadenceDto,
    ifMatch: number | undefined,
  ): Promise<VisitCadenceResponse> {
    return this.prisma.$transaction(async (tx) => {
      await lockClassIntervals(tx);
      const before = await tx.classInterval.findMany();
      assertFresh(toResponse(before), ifMatch);
      for (const { id, pointOfSaleType, intervalDays: from } of before) {
        const to = wanted[pointOfSaleType];
        if (to === undefined || to === from) continue;
        await tx.classInterval.update({
          where: { id },
          data: { intervalDays: to, version: { increment: 1 }, updatedById: actor.userId },
        });
        await this.journal.record(tx, actor, {
          action: 'classinterval.updated',
          entity: 'classinterval',
          entityId: id,
          facts: { pointOfSaleType, intervalDays: { from, to } },
        });
      }
      return toResponse(await tx.classInterval.findMany());
    });
  }
}

/** The whole is one version further with each interval that changed. */
function toResponse(classes: readonly ClassInterval[]): VisitCadenceResponse {
  const of = (type: PointOfSaleType): number => {
    const found = classes.find(({ pointOfSaleType }) => pointOfSaleType === type);
    if (!found) throw new Error(`the class ${type} has lost its interval`);
    return found.intervalDays;
  };
  return {
    intervalDays: {
      VAPE_SHOP: of('VAPE_SHOP'),
      TABACCHERIA: of('TABACCHERIA'),
      FARMACIA: of('FARMACIA'),
      PARAFARMACIA: of('PARAFARMACIA'),
      OTHER: of('OTHER'),
    },
    version: classes.reduce((sum, { version }) => sum + version, 1 - classes.length),
  };
}
