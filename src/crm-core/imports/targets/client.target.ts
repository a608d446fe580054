import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import { UserDirectory } from '../../../auth/index.js';
import { JournalService } from '../../../platform/journal/index.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { CustomFieldDirectory } from '../../custom-fields/custom-field-directory.service.js';
import { ClientTakeBack } from '../revert/client-take-back.js';
import type { TakeBack } from '../revert/take-back.js';
import type { FieldTable } from '../rows/import-field.js';
import { CLIENT_FIELDS } from './client-fields.js';
import { ClientSession } from './client-session.js';
import { customColumns } from './custom-columns.js';
import type { ImportRun, ImportTarget, TargetSession } from './import-target.js';
import { OwnerBook } from './owner-book.js';

@Injectable()
export class ClientTarget implements ImportTarget {
  readonly entity = 'client';
  readonly keys = ['id', 'externalId', 'vatNumber'];
  readonly unique = ['id', 'externalId', 'vatNumber'];

  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly journal: JournalService,
    private readonly clock: Clock,
    private readonly customFields: CustomFieldDirectory,
  ) {}

  async fields(): Promise<FieldTable> {
    return { ...CLIENT_FIELDS, ...customColumns(await this.customFields.named('clients')) };
  }

  takeBack(importId: string, actor: Principal): TakeBack {
    return new ClientTakeBack(importId, actor, this.journal);
  }

  async open(run: ImportRun): Promise<TargetSession> {
    const owners = new OwnerBook(await this.users.possibleOwners(run.actor, 'client:assign'));
    return new ClientSession(run, {
      owners,
      customFields: this.customFields,
      prisma: this.prisma,
      journal: this.journal,
      clock: this.clock,
    });
  }
}
