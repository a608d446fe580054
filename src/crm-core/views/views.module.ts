import { Module } from '@nestjs/common';
import { CustomFieldsModule } from '../custom-fields/custom-fields.module.js';
import { ViewDirectory } from './view-directory.service.js';
import { ViewJudge } from './view-judge.service.js';
import { ViewsController } from './views.controller.js';
import { ViewsService } from './views.service.js';

@Module({
  imports: [CustomFieldsModule],
  controllers: [ViewsController],
  providers: [ViewsService, ViewJudge, ViewDirectory],
  exports: [ViewDirectory],
})
export class ViewsModule {}
