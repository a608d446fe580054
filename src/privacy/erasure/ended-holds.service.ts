import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../../platform/housekeeping/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { businessDateOf, toDateColumn } from '../../platform/time/rome.js';
import { idsWithMerged } from '../subjects/subjects.queries.js';
import { Eraser } from './eraser.service.js';
import type { ErasedSubjectResponse } from './erasure.response.js';

/** Finishes erasures whose hold has ended: what was kept for the accounts goes too. */
@Injectable()
export class EndedHolds implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly eraser: Eraser,
    private readonly journal: JournalService,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('endedHolds', (tx, now) => this.finish(tx, now));
  }

  private async finish(tx: Tx, now: Date): Promise<number> {
    const today = toDateColumn(businessDateOf(now));
    const ended = await tx.erasure.findMany({ where: { completedAt: null, heldUntil: { lte: today } } });
    for (const { id, subjects } of ended) {
      const clients = (subjects as unknown as ErasedSubjectResponse[]).filter(
        ({ kind }) => kind === 'client',
      );
      for (const subject of clients) {
        await this.eraser.erase(tx, { kind: 'client', ids: await idsWithMerged(tx, subject.id) }, false);
        await this.journal.record(tx, null, {
          ...({ action: 'privacy.hold-ended', entity: 'client', entityId: subject.id } as const),
          ...{ clientId: subject.id, facts: { erasureId: id } },
        });
      }
      await tx.erasure.update({ where: { id }, data: { completedAt: now } });
    }
    return ended.length;
  }
}
