/** What a column holds, seen from the person whom a row is about. */
export type DataClass =
  /** Ids: pseudonyms that hold rows together. */
  | 'key'
  /** Versions, states of work, moments of writing. */
  | 'technical'
  /** Figures, dates and choices of the trade: what the KPIs count. */
  | 'business'
  /** Who somebody is. */
  | 'identity'
  /** How somebody is reached, and when. */
  | 'contact'
  /** Where somebody is. */
  | 'position'
  /** What an invoice names its receiver by. */
  | 'fiscal'
  /** May say anything about anybody: notes, titles, tags, custom fields, journal facts. */
  | 'free-text'
  /** A document in which several people stand: the table says how one is taken out. */
  | 'shared'
  /** Shows what was agreed to. */
  | 'proof'
  /** A permission that the ledger grants. */
  | 'consent'
  /** About the people who work with the CRM, not those who are in it. */
  | 'staff'
  /** Credentials. */
  | 'secret';

export interface Handling {
  /** Given to the person who asks what is known about them. */
  exported: boolean;
  /** Gone after an erasure; `unless-held`: not while an accounting hold lasts. */
  erased: boolean | 'unless-held';
}

/** What each class means for a person's export and erasure. */
export const HANDLING: Readonly<Record<DataClass, Handling>> = {
  key: { exported: true, erased: false },
  technical: { exported: false, erased: false },
  business: { exported: true, erased: false },
  identity: { exported: true, erased: true },
  contact: { exported: true, erased: true },
  position: { exported: true, erased: true },
  fiscal: { exported: true, erased: 'unless-held' },
  'free-text': { exported: true, erased: true },
  shared: { exported: false, erased: true },
  proof: { exported: true, erased: false },
  consent: { exported: true, erased: true },
  staff: { exported: false, erased: false },
  secret: { exported: false, erased: false },
};

/** Classes that make a table one with personal data of clients or contacts. */
export function isPersonal(dataClass: DataClass): boolean {
  return HANDLING[dataClass].erased !== false;
}
