import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { ActivitiesController } from './activities/activities.controller.js';
import { ActivitiesService } from './activities/activities.service.js';
import { ActivityStepsService } from './activities/activity-steps.service.js';
import { ActivityWriter } from './activities/activity-writer.service.js';
import { ReminderLetters } from './activities/reminders/reminder-letters.service.js';
import { Reminders } from './activities/reminders/reminders.service.js';
import { BulkCleaning } from './bulk/bulk-cleaning.service.js';
import { BulkOperationsController } from './bulk/bulk-operations.controller.js';
import { BulkOperations } from './bulk/bulk-operations.service.js';
import { BulkRunner } from './bulk/bulk-runner.service.js';
import { BulkStart } from './bulk/bulk-start.service.js';
import { BulkTargets } from './bulk/bulk-targets.service.js';
import { BulkWorker } from './bulk/bulk-worker.service.js';
import { ClientBulkTarget } from './bulk/client-bulk.target.js';
import { ClientBulkController } from './bulk/client-bulk.controller.js';
import { OpportunityBulkController } from './bulk/opportunity-bulk.controller.js';
import { OpportunityBulkTarget } from './bulk/opportunity-bulk.target.js';
import { BinController } from './clients/bin/bin.controller.js';
import { BinService } from './clients/bin/bin.service.js';
import { PurgeService } from './clients/bin/purge.service.js';
import { AuthorizationWatch } from './clients/authorization/authorization-watch.service.js';
import { ClientDeletionRules } from './clients/client-deletion-rules.js';
import { ClientDirectory } from './clients/client-directory.service.js';
import { ClientExportService } from './clients/client-export.service.js';
import { ClientReader } from './clients/client-reader.service.js';
import { ClientsExportController } from './clients/clients-export.controller.js';
import { ClientsController } from './clients/clients.controller.js';
import { ClientsService } from './clients/clients.service.js';
import { DuplicatesController } from './clients/duplicates/duplicates.controller.js';
import { DuplicatesService } from './clients/duplicates/duplicates.service.js';
import { ConsentsController } from './consents/consents.controller.js';
import { ConsentsService } from './consents/consents.service.js';
import { ClientChildren } from './clients/merge/client-children.service.js';
import { ClientMergesController } from './clients/merge/client-merges.controller.js';
import { CrmChildren } from './clients/merge/crm-children.js';
import { MergeCleaning } from './clients/merge/merge-cleaning.service.js';
import { MergeList } from './clients/merge/merge-list.service.js';
import { MergeReturns } from './clients/merge/merge-returns.service.js';
import { MergeUndoService } from './clients/merge/merge-undo.service.js';
import { MergeService } from './clients/merge/merge.service.js';
import { ContactSearchController } from './contacts/contact-search.controller.js';
import { ContactExportService } from './contacts/export/contact-export.service.js';
import { ContactsExportController } from './contacts/export/contacts-export.controller.js';
import { CsvExport } from './export/csv-export.service.js';
import { OpportunitiesExportController } from './opportunities/export/opportunities-export.controller.js';
import { OpportunityExportService } from './opportunities/export/opportunity-export.service.js';
import { ContactSearch } from './contacts/contact-search.service.js';
import { PrimaryContact } from './contacts/primary-contact.service.js';
import { TagsController } from './tags/tags.controller.js';
import { TagsService } from './tags/tags.service.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { ContactsService } from './contacts/contacts.service.js';
import { CustomFieldsModule } from './custom-fields/custom-fields.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { OpportunitiesController } from './opportunities/opportunities.controller.js';
import { OpportunitiesService } from './opportunities/opportunities.service.js';
import { OpportunityMovesController } from './opportunities/opportunity-moves.controller.js';
import { OpportunityMovesService } from './opportunities/opportunity-moves.service.js';
import { ClosingReasonsController } from './closing-reasons/closing-reasons.controller.js';
import { ClosingReasonsService } from './closing-reasons/closing-reasons.service.js';
import { ConversionController } from './conversion/conversion.controller.js';
import { ConversionService } from './conversion/conversion.service.js';
import { BoardTotals } from './pipelines/board-totals.service.js';
import { BoardCardsService } from './pipelines/board-cards.service.js';
import { BoardService } from './pipelines/board.service.js';
import { PipelinesController } from './pipelines/pipelines.controller.js';
import { PipelinesService } from './pipelines/pipelines.service.js';
import { StageClearing } from './pipelines/stage-clearing.service.js';
import { StageFollowers } from './pipelines/stage-followers.service.js';
import { StagesService } from './pipelines/stages.service.js';
import { ProductsModule } from './products/products.module.js';
import { CrmNames } from './records/crm-names.service.js';
import { CrmRecords } from './records/crm-records.service.js';
import { TargetsModule } from './targets/targets.module.js';
import { ViewsModule } from './views/views.module.js';

const clients = [
  ClientsService,
  ClientReader,
  ClientExportService,
  ClientDirectory,
  ClientDeletionRules,
  AuthorizationWatch,
  DuplicatesService,
  ClientChildren,
  CrmChildren,
  MergeService,
  MergeUndoService,
  MergeReturns,
  MergeList,
  MergeCleaning,
  BinService,
  PurgeService,
  ConversionService,
  TagsService,
  ContactSearch,
  ContactExportService,
  CsvExport,
  PrimaryContact,
  ContactsService,
  ConsentsService,
];
const pipelines = [
  ClosingReasonsService,
  PipelinesService,
  StagesService,
  StageFollowers,
  StageClearing,
  BoardCardsService,
  BoardService,
];
const opportunities = [OpportunityExportService, OpportunitiesService, OpportunityMovesService];
const bulk = [
  BulkStart,
  BulkOperations,
  BulkRunner,
  BulkWorker,
  BulkCleaning,
  BulkTargets,
  ClientBulkTarget,
  OpportunityBulkTarget,
];
const activities = [ActivitiesService, ActivityStepsService, ActivityWriter, Reminders, ReminderLetters];

/** Whom one sells to, and what: clients, contacts, pipelines, opportunities, activities, imports. */
@Module({
  imports: [AuthModule, CustomFieldsModule, ImportsModule, ProductsModule, TargetsModule, ViewsModule],
  controllers: [
    ClientsExportController,
    DuplicatesController,
    ClientBulkController,
    OpportunityBulkController,
    BulkOperationsController,
    ClientMergesController,
    BinController,
    ConversionController,
    ClientsController,
    ContactsExportController,
    ContactSearchController,
    ContactsController,
    TagsController,
    ConsentsController,
    PipelinesController,
    ClosingReasonsController,
    OpportunitiesExportController,
    OpportunitiesController,
    OpportunityMovesController,
    ActivitiesController,
  ],
  providers: [
    ...clients,
    ...pipelines,
    ...opportunities,
    ...activities,
    ...bulk,
    CrmNames,
    CrmRecords,
    BoardTotals,
  ],
  exports: [CrmRecords, BoardTotals, ClientDirectory, ClientDeletionRules, ClientChildren],
})
export class CrmCoreModule {}
