/** What a code says to people who read Italian; the cell's value is shown beside it. */
const WORDS: Readonly<Record<string, string>> = {
  // Of a row
  REQUIRED: 'Questa cella non può essere vuota.',
  TOO_MANY_CELLS:
    'La riga ha più celle dell’intestazione: un testo che contiene il separatore va tra virgolette.',
  REPEATED_IN_FILE: 'Una riga precedente ha lo stesso valore.',
  // Of a cell
  AMOUNT_NEGATIVE: 'Un importo non è mai negativo.',
  AMOUNT_AMBIGUOUS: 'Può essere migliaia o decimali: scrivi 1234 oppure 1234,00.',
  AMOUNT_UNREADABLE: 'Non è un importo come 1.234,56.',
  AMOUNT_TOO_LARGE: 'Un importo ha al massimo 12 cifre prima della virgola.',
  DATE_UNREADABLE: 'Non è una data come 31/12/2026.',
  PERCENT_UNREADABLE: 'Non è una percentuale intera da 0 a 100.',
  NUMBER_UNREADABLE: 'Non è un numero.',
  CHOICE_UNKNOWN: 'Non è uno dei valori ammessi.',
  ID_UNREADABLE: 'Non è un identificativo come lo scrive l’esportazione.',
  ID_UNKNOWN: 'Non c’è (più) un cliente con questo identificativo.',
  JSON_UNREADABLE: 'Non è nel formato che scrive l’esportazione.',
  FLAG_UNREADABLE: 'Scrivi sì o no.',
  COUNTRY_UNKNOWN: 'Nazione sconosciuta: scrivi il nome o la sigla di due lettere, per esempio IT.',
  SCIENTIFIC_NOTATION:
    'Il foglio di calcolo ha abbreviato il numero e le cifre sono perse: imposta la colonna come testo e riscrivilo.',
  // Of a client
  VAT_NUMBER_INVALID: 'Partita IVA non valida: undici cifre con cifra di controllo e codice ufficio.',
  TAX_CODE_INVALID: 'Codice fiscale non valido: sedici caratteri per una persona, undici cifre per un ente.',
  SDI_CODE_INVALID:
    'Codice destinatario non valido: sette lettere o cifre, sei per la pubblica amministrazione.',
  PROVINCE_UNKNOWN: 'Provincia sconosciuta: scrivi la sigla di due lettere o il nome.',
  POSTAL_CODE_INVALID: 'Il CAP ha cinque cifre.',
  PHONE_INVALID: 'Numero di telefono non valido: per esempio 02 1234567 o +39 333 1234567.',
  COORDINATES_INCOMPLETE: 'Latitudine e longitudine vanno indicate insieme.',
  VAT_NUMBER_TAKEN: 'Un altro cliente ha già questa partita IVA.',
  AMOUNT_OF_LINES: 'L’importo è la somma delle righe: si cambiano quelle.',
  EXTERNAL_ID_TAKEN: 'Questo codice è già di un altro.',
  NOT_YOURS: 'Esiste già e non è tra quelli che puoi modificare.',
  OWNER_UNKNOWN: 'Nessun utente attivo a cui tu possa assegnarlo ha questo nome o indirizzo.',
  OWNER_AMBIGUOUS: 'Più utenti hanno questo nome: scrivi l’indirizzo e-mail.',
  // Of the API's rules for a field
  MIN_LENGTH: 'Il testo è troppo corto.',
  MAX_LENGTH: 'Il testo è troppo lungo.',
  IS_EMAIL: 'Non è un indirizzo e-mail.',
  IS_URL: 'Non è un indirizzo web.',
  IS_STRING: 'Non è un testo.',
  IS_INT: 'Serve un numero intero.',
  IS_NUMBER: 'Serve un numero.',
  MIN: 'Il numero è troppo piccolo.',
  MAX: 'Il numero è troppo grande.',
  IS_ENUM: 'Non è uno dei valori ammessi.',
  IS_ARRAY: 'Serve un elenco.',
  ARRAY_MAX_SIZE: 'Le voci sono troppe.',
  ARRAY_UNIQUE: 'Una voce è ripetuta.',
  IS_BUSINESS_DATE: 'Non è una data come 31/12/2026.',
  IS_ISO31661ALPHA2: 'Nazione sconosciuta: scrivi la sigla di due lettere, per esempio IT.',
  IS_OPENING_HOURS: 'Orari di apertura non leggibili.',
  IS_OPENING_EXCEPTIONS: 'Chiusure e aperture straordinarie non leggibili.',
  IS_OBJECT: 'Valore non leggibile.',
  IS_UUID: 'Identificativo non valido.',
  // Of a field that an admin added
  UNKNOWN_FIELD: 'Questo campo non esiste.',
  FIELD_ARCHIVED: 'Questo campo è archiviato e non accetta nuovi valori.',
  NOT_TEXT: 'Non è un testo.',
  TOO_SHORT: 'Il testo è troppo corto.',
  TOO_LONG: 'Il testo è troppo lungo.',
  NOT_A_NUMBER: 'Non è un numero.',
  TOO_SMALL: 'Il numero è troppo piccolo.',
  TOO_LARGE: 'Il numero è troppo grande.',
  NOT_A_DATE: 'Non è una data come 31/12/2026.',
  TOO_EARLY: 'La data è troppo lontana nel passato.',
  TOO_LATE: 'La data è troppo lontana nel futuro.',
  NOT_A_CHOICE: 'Non è uno dei valori ammessi.',
  NOT_A_FLAG: 'Scrivi sì o no.',
  CLIENT_MERGED: 'Questo cliente è stato unito a un altro: scrivi il codice di quello.',
  // Of an opportunity
  CLIENT_UNKNOWN: 'Cliente inesistente o non tra quelli che puoi vedere.',
  CLIENT_AMBIGUOUS: 'Più clienti hanno questo nome: scrivi la partita IVA o il codice.',
  CLIENT_NEEDED: 'Una vendita conclusa ha bisogno di un cliente.',
  NO_PIPELINE: 'Manca una pipeline predefinita: indicane una.',
  PIPELINE_UNKNOWN: 'Questa pipeline non esiste.',
  STAGE_UNKNOWN: 'La pipeline non ha questa fase.',
  STAGE_RETIRED: 'La fase è stata ritirata: nessuna trattativa vi entra più.',
  STAGE_NOT_OPEN: 'La fase non è aperta.',
  CLOSING_DATE_NEEDED: 'Una trattativa chiusa con data di creazione ha bisogno della data di chiusura.',
  BEFORE_CREATION: 'La chiusura precede la creazione.',
  IN_THE_FUTURE: 'La data è nel futuro.',
  REASON_UNKNOWN: 'Non è tra i motivi del catalogo.',
  REASON_RETIRED: 'Questo motivo non è più in uso: scegline un altro.',
  NOT_WON: 'Vale solo per una trattativa vinta.',
  DEAL_CLOSED: 'La trattativa è chiusa: prima va riaperta.',
  NOT_CLOSED: 'Vale solo per una trattativa chiusa.',
  NOT_LOST: 'Vale solo per una trattativa persa.',
  LOST_REASON_NEEDED: 'Una trattativa persa ha bisogno del motivo.',
  LOST_NOTE_NEEDED: 'Il motivo “altro” ha bisogno di una nota.',
  OTHER_PIPELINE: 'La fase appartiene a un’altra pipeline.',
  ALREADY_THERE: 'La trattativa è già in questa fase.',
  // Of the database
  DUPLICATE: 'Un altro ha già lo stesso valore.',
  STILL_REFERENCED: 'Si riferisce a qualcosa che non c’è più.',
  OUT_OF_RANGE: 'Un valore è troppo grande o troppo lungo.',
  CONCURRENT_CHANGE: 'Qualcuno stava modificando gli stessi dati: riprova.',
  REFUSED_BY_DATABASE: 'Il database non accetta questa riga.',
  // Of a dry run
  CHOICE_LEFT_OUT: 'Valore non riconosciuto: tralasciato.',
  // Of a revert
  TOUCHED_SINCE: 'Modificato dopo l’importazione: resta com’è.',
};

/** @returns a general word for a code of later days */
export function inItalian(code: string): string {
  return WORDS[code] ?? 'Valore non accettato.';
}

export const isInItalian = (code: string): boolean => code in WORDS;
