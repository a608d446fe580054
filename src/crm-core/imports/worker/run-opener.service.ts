import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../../auth/index.js';
import { hiddenNames } from '../../../platform/access/index.js';
import type { Import } from '../../../platform/prisma/generated/client.js';
import { ImportFailure } from '../import-failure.js';
import type { FieldTable } from '../rows/import-field.js';
import type { TakeBack } from '../revert/take-back.js';
import type { ProblemTeller } from '../rows/row-problem.js';
import { bearer } from '../targets/bearer.js';
import type { ImportTarget, TargetSession } from '../targets/import-target.js';
import { Targets } from '../targets/targets.service.js';

const NOT_ANY_MORE = new ImportFailure(
  'Whoever brought this file may not import any more.',
  'Chi ha inviato questo file non può più importare.',
);

/** Begins a run with what the importer may do now, which may be less than when the file was brought. */
@Injectable()
export class RunOpener {
  constructor(
    private readonly users: UserDirectory,
    private readonly targets: Targets,
  ) {}

  /** What the importer may bring: a column of a field that the role hides is read as one that nothing knows. */
  async fieldsOf(job: Import): Promise<FieldTable> {
    const target = this.targetOf(job);
    const fields = await target.fields();
    const actor = await this.users.actingAs(job.createdById);
    if (!actor) return fields;
    const hidden = hiddenNames(target.entity, actor);
    return Object.fromEntries(Object.entries(fields).filter(([field]) => !hidden.has(bearer(field))));
  }

  targetOf(job: Import): ImportTarget {
    return this.targets.of(job.type);
  }

  /** Taking back is done in the name of who asked for it. @throws ImportFailure when that one may not any more */
  async takeBack(job: Import): Promise<TakeBack> {
    const actor = await this.users.actingAs(job.revertedById ?? job.createdById);
    if (!actor?.can('import:create')) throw NOT_ANY_MORE;
    return this.targetOf(job).takeBack(job.id, actor);
  }

  /** @throws ImportFailure when the importer may not import any more */
  async open(job: Import, teller: ProblemTeller): Promise<TargetSession> {
    const actor = await this.users.actingAs(job.createdById);
    if (!actor?.can('import:create')) throw NOT_ANY_MORE;
    return this.targetOf(job).open({ importId: job.id, actor, key: job.key, teller });
  }
}
