import { DateTime } from 'luxon';
import { BUSINESS_ZONE } from '../time/rome.js';

/**
 * A moment as Excel reads it by itself, in whole seconds of the clock in Rome: `2026-11-25 00:36:01`. Of the hour that comes twice in
 * October the second is told with its offset, which Excel leaves as text: otherwise an import would take it for the first.
 */
export function excelMoment(instant: Date): string {
  const local = DateTime.fromJSDate(instant, { zone: BUSINESS_ZONE });
  const isSecond = local.getPossibleOffsets()[0]?.offset !== local.offset;
  return local.toFormat(isSecond ? "yyyy-MM-dd'T'HH:mm:ssZZ" : 'yyyy-MM-dd HH:mm:ss');
}
