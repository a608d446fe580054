import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../../platform/housekeeping/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { ENROLMENT_MS } from './second-factor-enrolment.service.js';
import { SeedKeys } from './seed-keys.js';

const AT_ONCE = 500;

/** Once a day: seeds under the former key get the present one, so that the former can be thrown away. */
@Injectable()
export class SeedResealing implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly keys: SeedKeys,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('formerSeals', (tx) => this.reseal(tx));
    this.housekeeping.add('secondFactorEnrolments', async (tx, now) => {
      const createdAt = { lt: new Date(now.getTime() - ENROLMENT_MS) };
      return (await tx.secondFactorEnrolment.deleteMany({ where: { createdAt } })).count;
    });
  }

  private async reseal(tx: Tx): Promise<number> {
    const former = this.keys.former();
    if (former === undefined) return 0;
    const seeds = await tx.secondFactor.findMany({ where: { keyId: former }, take: AT_ONCE });
    for (const { userId, ...sealed } of seeds)
      await tx.secondFactor.updateMany({
        // Only while it is still the seed that was read.
        where: { userId, seed: sealed.seed },
        data: this.keys.seal(this.keys.open(sealed, userId), userId),
      });
    return seeds.length;
  }
}
