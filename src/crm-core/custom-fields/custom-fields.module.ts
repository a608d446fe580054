import { Module } from '@nestjs/common';
import { CustomFieldDirectory } from './custom-field-directory.service.js';
import { CustomFieldsController } from './custom-fields.controller.js';
import { CustomFieldsService } from './custom-fields.service.js';

/** Fields that an admin adds to clients, contacts and opportunities. */
@Module({
  controllers: [CustomFieldsController],
  providers: [CustomFieldsService, CustomFieldDirectory],
  exports: [CustomFieldDirectory],
})
export class CustomFieldsModule {}
