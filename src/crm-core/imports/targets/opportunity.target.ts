import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import { UserDirectory } from '../../../auth/index.js';
import { JournalService } from '../../../platform/journal/index.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { CustomFieldDirectory } from '../../custom-fields/custom-field-directory.service.js';
import { OpportunityTakeBack } from '../revert/opportunity-take-back.js';
import type { TakeBack } from '../revert/take-back.js';
import type { FieldTable } from '../rows/import-field.js';
import { customColumns } from './custom-columns.js';
import type { ImportRun, ImportTarget, TargetSession } from './import-target.js';
import { OPPORTUNITY_KEYS } from './opportunity-key.js';
import { readReasons } from '../../closing-reasons/closing-reason.queries.js';
import { OPPORTUNITY_FIELDS, reasonFields } from './opportunity-fields.js';
import { OpportunitySession } from './opportunity-session.js';
import { OwnerBook } from './owner-book.js';

@Injectable()
export class OpportunityTarget implements ImportTarget {
  readonly entity = 'opportunity';
  readonly keys = OPPORTUNITY_KEYS;
  readonly unique = OPPORTUNITY_KEYS;

  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly journal: JournalService,
    private readonly clock: Clock,
    private readonly customFields: CustomFieldDirectory,
  ) {}

  async fields(): Promise<FieldTable> {
    return {
      ...OPPORTUNITY_FIELDS,
      ...reasonFields(await readReasons(this.prisma)),
      ...customColumns(await this.customFields.named('opportunities')),
    };
  }

  takeBack(importId: string, actor: Principal): TakeBack {
    return new OpportunityTakeBack(importId, actor, this.journal);
  }

  async open(run: ImportRun): Promise<TargetSession> {
    const owners = new OwnerBook(await this.users.possibleOwners(run.actor, 'opportunity:assign'));
    return new OpportunitySession(run, {
      owners,
      customFields: this.customFields,
      prisma: this.prisma,
      journal: this.journal,
      clock: this.clock,
    });
  }
}
