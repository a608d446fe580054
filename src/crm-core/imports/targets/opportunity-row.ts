import type { Circumstances } from '../../opportunities/domain/deal.js';
import { type RecordedDeal, recordDeal } from '../../opportunities/domain/recorded-deal.js';
import type { Stay } from '../../opportunities/domain/stay.js';
import type { ParsedRow } from '../rows/parse-row.js';
import type { FieldTrouble } from './client-row.js';
import { isCustomColumn, partCustom } from './custom-columns.js';
import type { StagedData } from './import-target.js';
import type { Place } from './stage-book.js';

/** A deal as it waits: its history comes along. */
export interface StagedDeal extends StagedData {
  stays: (Omit<Stay, 'enteredAt' | 'leftAt'> & { enteredAt: string; leftAt: string | null })[];
}

/** What a row's names stand for. */
export interface ResolvedNames {
  ownerId: string;
  clientId: string | null;
  place: Place;
}

const LENGTHS: Readonly<Record<string, number>> = {
  title: 200,
  externalId: 100,
  source: 100,
  lostNote: 2000,
};

/** The texts that are longer than their columns. */
export function tooLongTexts(values: ParsedRow['values']): FieldTrouble[] {
  return Object.entries(LENGTHS)
    .filter(([field, most]) => typeof values[field] === 'string' && values[field].length > most)
    .map(([field, most]) => ({
      field,
      problem: {
        code: 'MAX_LENGTH',
        message: `${field} has at most ${most} characters`,
        it: `Il testo ha al massimo ${most} caratteri.`,
      },
    }));
}

/** @returns the deal with its history, under the rules of one that was moved step by step; or the field that breaks one */
export function checkOpportunity(
  { values, defaulted }: ParsedRow,
  names: ResolvedNames,
  circumstances: Circumstances,
): StagedDeal | FieldTrouble {
  const { ownerId, clientId, place } = names;
  const { kind } = place.stage;
  // A default reason or date is meant for the rows that can have one.
  const value = (field: string, fits: boolean): string | undefined =>
    fits || !defaulted.includes(field) ? (values[field] as string | undefined) : undefined;
  const closedAt = instant(value('closedAt', kind !== 'OPEN'));
  const createdAt = instant(values['createdAt'] as string | undefined);
  if (kind !== 'OPEN' && createdAt && !closedAt) {
    return {
      field: 'closedAt',
      problem: {
        code: 'CLOSING_DATE_NEEDED',
        message: 'A closed opportunity with a date of creation needs one of closing.',
      },
    };
  }
  const amount = (values['amount'] as string | undefined) ?? '0.00';
  const lostReason = value('lostReason', kind === 'LOST');
  const lostNote = value('lostNote', kind === 'LOST' && lostReason !== undefined);
  const deal: RecordedDeal = {
    ...place,
    ownerId,
    clientId,
    amount,
    createdAt: createdAt ?? closedAt ?? circumstances.now,
    closedAt,
    lostReason,
    lostNote,
  };
  const result = recordDeal(deal, circumstances);
  if ('refusal' in result) {
    const { pointer, code, detail } = result.refusal;
    return {
      field: pointer?.slice(1) ?? (code === 'CLIENT_NEEDED' ? 'client' : 'stage'),
      problem: { code, message: detail },
    };
  }
  const { title, externalId, source, expectedCloseDate } = values;
  const { custom } = partCustom(values);
  const fields = {
    title,
    externalId,
    source,
    expectedCloseDate,
    ownerId,
    clientId,
    amount,
    ...result.record.fields,
    ...(Object.keys(custom).length > 0 && { custom }),
  };
  return { ...asJson({ fields, stays: result.record.stays }), defaulted: untold(values, defaulted) };
}

/** Names of {@link OPPORTUNITY_FIELDS} → columns of ours. */
const COLUMN_OF = {
  title: 'title',
  externalId: 'externalId',
  source: 'source',
  expectedCloseDate: 'expectedCloseDate',
  amount: 'amount',
  owner: 'ownerId',
  client: 'clientId',
  stage: 'stageId',
} as const;

/** The columns of ours that the row itself does not speak of. */
function untold(values: ParsedRow['values'], defaulted: readonly string[]): string[] {
  const own = Object.entries(COLUMN_OF)
    .filter(([field]) => values[field] === undefined || defaulted.includes(field))
    .map(([, column]) => column);
  return [...own, ...defaulted.filter(isCustomColumn)];
}

function instant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

function asJson(deal: object): Pick<StagedDeal, 'fields' | 'stays'> {
  return JSON.parse(JSON.stringify(deal)) as Pick<StagedDeal, 'fields' | 'stays'>;
}
