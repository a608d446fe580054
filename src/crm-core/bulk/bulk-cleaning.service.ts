import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../../platform/housekeeping/index.js';
import { deleteOldOperations } from './bulk-results.queries.js';

/** Days for which the results of a finished operation can be read. */
const DAYS = 30;

/** Results that nobody will read any more; the journal keeps what was done. */
@Injectable()
export class BulkCleaning implements OnModuleInit {
  constructor(private readonly housekeeping: Housekeeping) {}

  onModuleInit(): void {
    this.housekeeping.add('bulkOperations', (tx, now) => deleteOldOperations(tx, now, DAYS));
  }
}
