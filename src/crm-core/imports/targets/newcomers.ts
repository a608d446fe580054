import type { ImportNotice } from '../import-failure.js';

interface Arrival {
  /** What the rows tell, by a column or a default. */
  told: ReadonlySet<string>;
  /** To whom goes what names nobody. */
  owner: string;
}

/** What new clients become as far as the file says nothing of it: people should know before they commit. */
export function newClients({ told, owner }: Arrival): ImportNotice[] {
  const [it, en]: [string[], string[]] = [[], []];
  if (!told.has('lifecycle')) {
    it.push('come Lead');
    en.push('as leads');
  }
  if (!told.has('owner')) {
    it.push(`assegnati a ${owner}`);
    en.push(`assigned to ${owner}`);
  }
  if (it.length === 0) return [];
  return [
    {
      code: 'NEW_ROWS_BECOME',
      it: `I clienti nuovi entrano ${it.join(', ')}, acquisiti il giorno dell’importazione: nessuna colonna dice altro.`,
      en: `New clients come in ${en.join(', ')}, acquired on the day of the import: no column says otherwise.`,
    },
  ];
}

/** The same of deals. */
export function newDeals({ told, owner }: Arrival): ImportNotice[] {
  const [it, en]: [string[], string[]] = [[], []];
  if (!told.has('stage')) {
    it.push('nella prima fase');
    en.push('in the first stage');
  }
  if (!told.has('owner')) {
    it.push(`assegnate a ${owner}`);
    en.push(`assigned to ${owner}`);
  }
  if (!told.has('createdAt') && !told.has('closedAt')) {
    it.push('create il giorno dell’importazione');
    en.push('created on the day of the import');
  }
  if (it.length === 0) return [];
  return [
    {
      code: 'NEW_ROWS_BECOME',
      it: `Le trattative nuove entrano ${it.join(', ')}: nessuna colonna dice altro.`,
      en: `New deals come in ${en.join(', ')}: no column says otherwise.`,
    },
  ];
}
