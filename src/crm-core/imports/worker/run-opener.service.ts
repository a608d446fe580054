import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../../auth/index.js';
import { hiddenNames } from '../../../platform/access/index.js';
import type { Import } from '../../../platform/prisma/generated/client.js';
import { ImportFailure } from '../import-failure.js';
import type { FieldTable } from '../rows/import-field.js';
import type { ProblemTeller } from '../rows/row-problem.js';
import { bearer } from '../targets/bearer.js';
import type { ImportTarget, TargetSession } from '../targets/import-target.js';
import { Targets } from '../targets/targets.service.js';

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

  /** @throws ImportFailure when the importer may not import any more */
  async open(job: Import, teller: ProblemTeller): Promise<TargetSession> {
    const actor = await this.users.actingAs(job.createdById);
    if (!actor?.can('import:create'))
      throw new ImportFailure(
        'Whoever brought this file may not import any more.',
        'Chi ha inviato questo file non può più importare.',
      );
    return this.targetOf(job).open({ importId: job.id, actor, key: job.key, teller });
  }
}
