import { Global, Module } from '@nestjs/common';
import { JournalReader } from './journal-reader.service.js';
import { JournalService } from './journal.service.js';

@Global()
@Module({ providers: [JournalService, JournalReader], exports: [JournalService, JournalReader] })
export class JournalModule {}
