import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { ClientDeletionRules } from './clients/client-deletion-rules.js';
import { ClientDirectory } from './clients/client-directory.service.js';
import { ClientReader } from './clients/client-reader.service.js';
import { ClientsController } from './clients/clients.controller.js';
import { ClientsService } from './clients/clients.service.js';

/** Whom one sells to, and what: clients, contacts, pipelines, opportunities, activities, imports. */
@Module({
  imports: [AuthModule],
  controllers: [ClientsController],
  providers: [ClientsService, ClientReader, ClientDirectory, ClientDeletionRules],
  exports: [ClientDirectory, ClientDeletionRules],
})
export class CrmCoreModule {}
