import type { NamedReason } from '../../closing-reasons/closing-reason.queries.js';
import { parseAmount } from '../cells/amount.js';
import { choiceOf } from '../cells/choice.js';
import { parseDate, parseInstant } from '../cells/date.js';
import { parseText } from '../cells/plain.js';
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
export function lostReasonField(reasons: readonly NamedReason[]): ImportField {
  const lost = reasons.filter(({ outcome }) => outcome === 'LOST');
  const words = lost.map(
    ({ key, labelIt, labelEn }) => [key, [labelIt, labelEn, ...(USUAL_WORDS[key] ?? [])]] as const,
  );
  return {
    read: choiceOf(Object.fromEntries(words)),
    names: ['motivo perdita', 'motivo', 'causa perdita', 'loss reason', 'reason lost'],
  };
}

/** What a file may say of an opportunity, and what its columns may be called. */
export const OPPORTUNITY_FIELDS = {
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
  lostReason: lostReasonField([]),
  lostNote: text('note perdita', 'dettaglio perdita', 'loss note'),
  source: text('fonte', 'provenienza', 'origine', 'lead source'),
} as const satisfies Record<string, ImportField>;
