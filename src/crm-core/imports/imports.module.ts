import { Module } from '@nestjs/common';
import { AuthModule } from '../../auth/index.js';
import { CustomFieldsModule } from '../custom-fields/custom-fields.module.js';
import { FailedRowsFile } from './failed-rows/failed-rows-file.service.js';
import { FailedRowsKeeper } from './failed-rows/failed-rows-keeper.service.js';
import { FileStore } from './file/file-store.service.js';
import { ImportCleaning } from './import-cleaning.service.js';
import { ImportColumns } from './import-columns.service.js';
import { ImportErrorsService } from './import-errors.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportSteps } from './import-steps.service.js';
import { ImportsService } from './imports.service.js';
import { ClientTarget } from './targets/client.target.js';
import { OpportunityTarget } from './targets/opportunity.target.js';
import { Targets } from './targets/targets.service.js';
import { ImportChecker } from './worker/import-checker.service.js';
import { ImportCommitter } from './worker/import-committer.service.js';
import { ImportReverter } from './worker/import-reverter.service.js';
import { ImportWorker } from './worker/import-worker.service.js';
import { RunOpener } from './worker/run-opener.service.js';

/** CSV files of clients and opportunities: a dry run, then a commit, both in the background. */
@Module({
  imports: [AuthModule, CustomFieldsModule],
  controllers: [ImportsController],
  providers: [
    ImportsService,
    ImportSteps,
    ImportColumns,
    ImportErrorsService,
    FailedRowsFile,
    FailedRowsKeeper,
    ImportCleaning,
    FileStore,
    Targets,
    ClientTarget,
    OpportunityTarget,
    RunOpener,
    ImportChecker,
    ImportCommitter,
    ImportReverter,
    ImportWorker,
  ],
})
export class ImportsModule {}
