import type { CellProblem } from '../cells/cell-problem.js';

const CHOICE = {
  externalId: { the: 'Questo codice è già di', by: 'Dal codice del gestionale' },
  vatNumber: { the: 'Questa partita IVA è già di', by: 'Dalla partita IVA' },
} as const;
const OTHER = {
  client: ['un altro cliente', 'Se è lo stesso'],
  opportunity: ['un’altra trattativa', 'Se è la stessa'],
} as const;

const LATER = { client: 'la riga lo aggiornerà', opportunity: 'la riga la aggiornerà' } as const;

/**
 * A value that is somebody else's. Where no key was chosen each row is new, and a file that is sent again has nothing but
 * such rows: then it is said how they would be known again.
 */
export function taken(
  entity: 'client' | 'opportunity',
  field: 'externalId' | 'vatNumber',
  key: string | null,
): CellProblem {
  const problem = field === 'externalId' ? { code: 'EXTERNAL_ID_TAKEN' } : { code: 'VAT_NUMBER_TAKEN' };
  const message = `Another ${entity} has this ${field} already.`;
  if (key !== null) return { ...problem, message };
  const { the, by } = CHOICE[field];
  const [other, same] = OTHER[entity];
  return {
    ...problem,
    message: `${message} If it is the same one, import with the key ${field}, and the row updates it.`,
    it: `${the} ${other}. ${same}, alla voce “Come riconoscere quello che c’è già” scegli “${by}”: ${LATER[entity]}.`,
  };
}
