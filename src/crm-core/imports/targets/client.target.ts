import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../../auth/index.js';
import { JournalService } from '../../../platform/journal/index.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { CLIENT_FIELDS } from './client-fields.js';
import { ClientSession } from './client-session.js';
import type { ImportRun, ImportTarget, TargetSession } from './import-target.js';
import { OwnerBook } from './owner-book.js';

@Injectable()
export class ClientTarget implements ImportTarget {
  readonly entity = 'client';
  readonly fields = CLIENT_FIELDS;
  readonly keys = ['externalId', 'vatNumber'];
  readonly unique = ['externalId', 'vatNumber'];

  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  async open(run: ImportRun): Promise<TargetSession> {
    const owners = new OwnerBook(await this.users.possibleOwners(run.actor, 'client:assign'));
    return new ClientSession(run, owners, this.prisma, this.journal, this.clock);
  }
}
