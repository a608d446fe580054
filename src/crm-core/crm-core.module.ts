import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { ClientDeletionRules } from './clients/client-deletion-rules.js';
import { ClientDirectory } from './clients/client-directory.service.js';
import { ClientExportService } from './clients/client-export.service.js';
import { ClientReader } from './clients/client-reader.service.js';
import { ClientsExportController } from './clients/clients-export.controller.js';
import { ClientsController } from './clients/clients.controller.js';
import { ClientsService } from './clients/clients.service.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { ContactsService } from './contacts/contacts.service.js';
import { ImportsModule } from './imports/imports.module.js';

/** Whom one sells to, and what: clients, contacts, pipelines, opportunities, activities, imports. */
@Module({
  imports: [AuthModule, ImportsModule],
  controllers: [ClientsExportController, ClientsController, ContactsController],
  providers: [
    ClientsService,
    ClientReader,
    ClientExportService,
    ClientDirectory,
    ClientDeletionRules,
    ContactsService,
  ],
  exports: [ClientDirectory, ClientDeletionRules],
})
export class CrmCoreModule {}
