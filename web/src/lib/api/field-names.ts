/** What fields of the API are called where a refusal is told away from its field, in both languages. */
const NAMES: Readonly<Record<string, readonly [it: string, en: string]>> = {
  amount: ['Importo', 'Amount'],
  body: ['Testo', 'Text'],
  choices: ['Scelte', 'Choices'],
  city: ['Città', 'Town'],
  code: ['Codice', 'Code'],
  competitor: ['Concorrente', 'Competitor'],
  country: ['Paese', 'Country'],
  description: ['Descrizione', 'Description'],
  discountPercent: ['Sconto', 'Discount'],
  dueAt: ['Scadenza', 'Due date'],
  durationMinutes: ['Durata', 'Duration'],
  email: ['E-mail', 'E-mail'],
  expectedCloseDate: ['Chiusura prevista', 'Expected close'],
  fullName: ['Nome e cognome', 'Full name'],
  key: ['Nome tecnico', 'Technical name'],
  labelEn: ['Nome in inglese', 'Name in English'],
  labelIt: ['Nome in italiano', 'Name in Italian'],
  lostNote: ['Nota', 'Note'],
  name: ['Nome', 'Name'],
  newPassword: ['Nuova password', 'New password'],
  note: ['Nota', 'Note'],
  notes: ['Note', 'Notes'],
  orderAmount: ['Importo dell’ordine', 'Amount of the order'],
  password: ['Password', 'Password'],
  pecEmail: ['PEC', 'PEC'],
  phone: ['Telefono', 'Telephone'],
  postalCode: ['CAP', 'Postal code'],
  probability: ['Probabilità', 'Probability'],
  purpose: ['Scopo', 'Purpose'],
  quantity: ['Quantità', 'Quantity'],
  reason: ['Motivo', 'Reason'],
  role: ['Ruolo', 'Role'],
  scheduledAt: ['Data e ora', 'Date and time'],
  street: ['Indirizzo', 'Street'],
  subject: ['Oggetto', 'Subject'],
  tags: ['Etichette', 'Tags'],
  title: ['Titolo', 'Title'],
  totp: ['Codice di verifica', 'Verification code'],
  unitPrice: ['Prezzo', 'Price'],
  website: ['Sito web', 'Website'],
};

/** @param pointer `/lines/0/quantity` is a quantity */
export function fieldInWords(pointer: string, language: 'it' | 'en'): string | undefined {
  const named = pointer.split('/').filter((part) => Object.hasOwn(NAMES, part));
  return NAMES[named.at(-1) ?? '']?.[language === 'it' ? 0 : 1];
}
