import { Global, Module } from '@nestjs/common';
import { JournalReader } from './journal-reader.service.js';
import { JournalService } from './journal.service.js';
import { RecordNames } from './record-names.service.js';

@Global()
@Module({
  providers: [JournalService, JournalReader, RecordNames],
  exports: [JournalService, JournalReader, RecordNames],
})
export class JournalModule {}
