import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../../platform/housekeeping/index.js';
import { deleteUnwrittenImports, forgetFiles, forgetRefusedRows } from './import-cleaning.queries.js';

/** Days for which what a file said, and nobody wrote, is kept. */
const DAYS = 30;
/** Hours for which the file itself is kept, to be checked again. */
const FILE_HOURS = 24;

/** No erasure finds a person in rows that belong to no record: they go by themselves. */
@Injectable()
export class ImportCleaning implements OnModuleInit {
  constructor(private readonly housekeeping: Housekeeping) {}

  onModuleInit(): void {
    this.housekeeping.add('unwrittenImports', (tx, now) => deleteUnwrittenImports(tx, now, DAYS));
    this.housekeeping.add('importFiles', (tx, now) => forgetFiles(tx, now, FILE_HOURS));
    this.housekeeping.add('refusedImportRows', (tx, now) => forgetRefusedRows(tx, now, DAYS));
  }
}
