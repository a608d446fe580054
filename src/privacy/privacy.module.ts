import { Module } from '@nestjs/common';
import { CrmCoreModule } from '../crm-core/index.js';
import { EndedHolds } from './erasure/ended-holds.service.js';
import { Eraser } from './erasure/eraser.service.js';
import { ErasurePlanner } from './erasure/erasure-planner.service.js';
import { Erasures } from './erasure/erasures.service.js';
import { Mentions } from './erasure/mentions.service.js';
import { SubjectExport } from './export/subject-export.service.js';
import { PrivacyController } from './privacy.controller.js';
import { Retention } from './retention/retention.service.js';
import { Subjects } from './subjects/subjects.service.js';

/** What a person may ask of whoever keeps data about them: see it, have it erased. Reads and empties every module's tables. */
@Module({
  imports: [CrmCoreModule],
  controllers: [PrivacyController],
  providers: [Subjects, SubjectExport, Mentions, Eraser, ErasurePlanner, Erasures, EndedHolds, Retention],
})
export class PrivacyModule {}
