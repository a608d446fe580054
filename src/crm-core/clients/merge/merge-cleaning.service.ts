import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../../../platform/housekeeping/index.js';
import { UNDO_DAYS } from './merge-undo.js';
import { forgetUndo } from './merge.queries.js';

/** A merge that can't be undone any more keeps no copy of the fields that it changed. */
@Injectable()
export class MergeCleaning implements OnModuleInit {
  constructor(private readonly housekeeping: Housekeeping) {}

  onModuleInit(): void {
    this.housekeeping.add('mergeUndos', (tx, now) => forgetUndo(tx, now, UNDO_DAYS));
  }
}
