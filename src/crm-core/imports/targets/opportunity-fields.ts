import type { NamedReason } from '../../closing-reasons/closing-reason.queries.js';
import type { Outcome } from '../../opportunities/domain/deal.js';
import { parseAmount } from '../cells/amount.js';
import { choiceOf } from '../cells/choice.js';
import { parseDate, parseInstant } from '../cells/date.js';
import { parsePercent } from '../cells/percent.js';
import { parseFlag, parseText, parseUuid } from '../cells/plain.js';
import type { ImportField } from '../rows/import-field.js';

const text = (...names: string[]): ImportField => ({ read: parseText, names });

/** What agents write for the reasons that every company begins with. */
const USUAL_WORDS: Readonly<Record<string, readonly string[]>> = {
  PRICE: ['prezzo', 'troppo caro', 'costo'],
  COMPETITOR: ['concorrenza', 'concorrente'],
  NO_BUDGET: ['budget', 'senza budget', 'no budget'],
  NO_NEED: ['nessuna esigenza', 'non serve', 'non interessato'],
  NO_RESPONSE: ['nessuna risposta', 'non risponde'],
  TIMING: ['tempi', 'tempistica'],
  OTHER: ['altro'],
};

/** Read by the catalogue: its keys, its labels in both languages, and the usual words. */
function reasonOf(outcome: Outcome, reasons: readonly NamedReason[]): ImportField['read'] {
  const words = reasons
    .filter((reason) => reason.outcome === outcome)
    .map(({ key, labelIt, labelEn }) => [key, [labelIt, labelEn, ...(USUAL_WORDS[key] ?? [])]] as const);
  const read = choiceOf(Object.fromEntries(words));
  return (cell) => {
    const found = read(cell);
    return 'problem' in found ? { problem: { ...found.problem, code: 'REASON_UNKNOWN' } } : found;
  };
}

/** Why deals are won and lost, as the catalogue of this moment has it. */
export function reasonFields(
  reasons: readonly NamedReason[],
): Record<'lostReason' | 'wonReason', ImportField> {
  return {
    lostReason: {
      read: reasonOf('LOST', reasons),
      names: ['motivo perdita', 'motivo', 'causa perdita', 'loss reason', 'reason lost'],
    },
    wonReason: {
      read: reasonOf('WON', reasons),
      names: ['motivo vincita', 'motivo vittoria', 'win reason', 'reason won'],
    },
  };
}

/** What a file may say of an opportunity, and what its columns may be called. */
export const OPPORTUNITY_FIELDS = {
  /** Ours, of an opportunity that was exported; a number in such a column is another system's key. */
  id: { read: parseUuid, names: [], doubtful: true },
  title: {
    ...text(
      'titolo',
      'opportunità',
      'trattativa',
      'nome opportunità',
      'oggetto',
      'prodotto',
      'descrizione',
      'opportunity',
      'opportunity name',
      'deal',
      'deal name',
      'name',
      'product',
      'subject',
    ),
    required: true,
  },
  externalId: text(
    'codice opportunità',
    'id opportunità',
    'codice trattativa',
    'codice',
    'opportunity id',
    'deal id',
    'external id',
    'id esterno',
    'id',
  ),
  client: text(
    'cliente',
    'ragione sociale',
    'azienda',
    'partita iva',
    'codice cliente',
    'account',
    'account name',
    'company',
    'customer',
  ),
  owner: text(
    'agente',
    'venditore',
    'commerciale',
    'assegnato a',
    'responsabile',
    'proprietario',
    'sales agent',
    'agent',
    'opportunity owner',
    'deal owner',
    'sales rep',
    'assigned to',
  ),
  pipeline: text('pipeline di vendita', 'processo', 'sales pipeline'),
  stage: text('fase', 'stadio', 'stato', 'fase trattativa', 'deal stage', 'status', 'opportunity stage'),
  amount: {
    read: parseAmount,
    names: [
      'importo',
      'valore',
      'ammontare',
      'totale',
      'fatturato',
      'close value',
      'value',
      'deal value',
      'revenue',
    ],
  },
  /** Percent; by hand, unless it is the stage's own or the next column says no. */
  probability: {
    read: parsePercent,
    names: ['probabilità', 'probabilità %', 'prob', 'win probability', 'deal probability'],
    doubtful: true,
  },
  probabilityOverridden: { read: parseFlag, names: ['probabilità manuale'], doubtful: true },
  createdAt: {
    read: parseInstant,
    names: [
      'data creazione',
      'creata il',
      'data apertura',
      'data inizio',
      'data',
      'created',
      'created on',
      'create date',
      'engage date',
      'open date',
    ],
  },
  closedAt: {
    read: parseInstant,
    names: ['data chiusura', 'chiusa il', 'data fine', 'close date', 'closed on', 'closed date', 'closed'],
  },
  expectedCloseDate: {
    read: parseDate,
    names: [
      'chiusura prevista',
      'data prevista',
      'data chiusura prevista',
      'expected close',
      'expected closing',
      'forecast date',
    ],
  },
  ...reasonFields([]),
  lostNote: text('note perdita', 'dettaglio perdita', 'loss note'),
  competitor: text('concorrente', 'perso contro', 'competitor name', 'lost to'),
  wonNote: text('note vincita', 'note vittoria', 'win note'),
  source: text('fonte', 'provenienza', 'origine', 'lead source'),
} as const satisfies Record<string, ImportField>;
