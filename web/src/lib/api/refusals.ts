/**
 * What the API refuses the present pages, in Italian; its own details are in English. A new page adds the codes of the
 * operations that it calls; for a code that is not here the API's detail is shown.
 */
export const REFUSALS: Readonly<Record<string, string>> = {
  // Who one is, and what one may do
  UNAUTHENTICATED: 'La sessione è terminata: accedi di nuovo.',
  REFRESH_TOKEN_INVALID: 'La sessione è terminata: accedi di nuovo.',
  OTHER_ORIGIN: 'Apri l’applicazione dal suo indirizzo: da un’altra pagina non si può accedere.',
  FORBIDDEN: 'Il tuo ruolo non permette questa operazione.',
  NOT_FOUND: 'Non esiste più, oppure non puoi vederlo.',
  LOGIN_FAILED: 'L’indirizzo o la password non sono corretti, o l’account non è attivo.',
  TOTP_ENROLMENT_REQUIRED: 'Prima attiva la verifica in due passaggi, nel tuo profilo.',
  TOTP_REQUIRED: 'Serve il codice di verifica.',
  TOTP_WRONG: 'Il codice non è corretto o è già stato usato. Aspetta il prossimo.',
  ENROLMENT_NOT_BEGUN: 'È passato troppo tempo: ricomincia l’attivazione.',
  // Passwords and links
  LINK_DEAD: 'Questo collegamento è già stato usato o è scaduto.',
  PASSWORD_WRONG: 'La password attuale non è corretta.',
  PASSWORD_COMMON:
    'Questa password è tra le prime che si provano: scegline un’altra, per esempio alcune parole slegate.',
  PASSWORD_BREACHED: 'Questa password è comparsa in una fuga di dati: scegline un’altra.',
  PASSWORD_CONTEXT:
    'La password non può contenere il tuo nome, il tuo indirizzo, o il nome dell’azienda o del prodotto.',
  // Too often
  TOO_MANY_LOGINS: 'Troppi tentativi. Riprova più tardi.',
  TOO_MANY_CODES: 'Troppi codici errati. Riprova più tardi.',
  TOO_MANY_LINKS: 'Troppe richieste di collegamenti. Riprova più tardi.',
  TOO_MANY_REQUESTS: 'Troppe richieste in un minuto. Aspetta un momento e riprova.',
  COSTLY_AT_ONCE: 'Un’altra operazione di questo tipo è ancora in corso: aspetta che finisca.',
  COSTLY_TOO_OFTEN: 'Troppe operazioni di questo tipo in un minuto. Aspetta un momento e riprova.',
  // Visits
  VISIT_TRANSITION: 'Nel frattempo la visita è cambiata: questo passo non è più possibile.',
  VISIT_NOT_OPEN: 'La visita è già conclusa o annullata.',
  CONCURRENT_CHANGE: 'Qualcun altro stava modificando gli stessi dati. Riprova.',
  IDEMPOTENCY_KEY_IN_PROGRESS: 'La richiesta precedente è ancora in corso. Aspetta un momento e riprova.',
  // Periods and lists
  PERIOD_EMPTY: 'La fine del periodo deve essere successiva all’inizio.',
  PERIOD_TOO_LONG: 'Il periodo è troppo lungo: al massimo dieci anni.',
  DATE_OUT_OF_RANGE: 'Questa data è fuori dal calendario.',
  TOO_MANY_POINTS: 'Il periodo è troppo lungo per essere mostrato così in dettaglio.',
  CURSOR_INVALID: 'L’elenco non si può continuare da qui: aprilo di nuovo.',
  // Clients
  VALIDATION_FAILED: 'Qualche dato non va bene: guarda i campi segnalati.',
  VAT_NUMBER_INVALID: 'Questa P.IVA non è valida: undici cifre, con cifra di controllo e ufficio.',
  VAT_NUMBER_TAKEN: 'Un altro cliente ha già questa P.IVA.',
  TAX_CODE_INVALID: 'Questo codice fiscale non è valido.',
  SDI_CODE_INVALID: 'Il codice destinatario ha sette lettere o cifre, sei per gli enti pubblici.',
  PROVINCE_UNKNOWN: 'Questa provincia non esiste.',
  POSTAL_CODE_INVALID: 'Il CAP ha cinque cifre.',
  PHONE_INVALID: 'Questo non è un numero di telefono.',
  COORDINATES_INCOMPLETE: 'Servono sia la latitudine sia la longitudine.',
  CLIENT_IN_USE: 'Il cliente ha trattative aperte o visite in programma: prima chiudile o annullale.',
  CLIENT_MERGED: 'Questo cliente è stato unito a un altro.',
  CLIENT_ERASED: 'I dati di questa persona sono stati cancellati.',
  CLIENT_NOT_DELETED: 'Il cliente non è eliminato.',
  LIKELY_DUPLICATE: 'Questo cliente sembra esserci già.',
  FIELD_HIDDEN: 'Il tuo ruolo non vede questo dato e non può scriverlo.',
  VIEW_EXISTS: 'Hai già una vista con questo nome.',
  VIEW_NOT_YOURS: 'Questa vista è di un altro: puoi usarla, non modificarla.',
  TEAM_NEEDED: 'Non sei in una squadra che possa usare questa vista.',
  MERGE_WITH_ITSELF: 'Un cliente non si unisce a se stesso.',
  MERGE_WOULD_MIX: 'Questi dati vanno insieme: prendili tutti dallo stesso cliente.',
  MERGE_TOO_OLD: 'Questa unione ha più di trenta giorni: non si annulla più.',
  MERGE_TOO_MUCH: 'Questo cliente ha troppi dati per essere unito da qui.',
  MERGE_UNDONE: 'Questa unione è già stata annullata.',
  STALE: 'Qualcun altro ha modificato questi dati nel frattempo.',
  // Faults
  DATABASE_UNAVAILABLE: 'Il servizio non è disponibile al momento. Riprova tra poco.',
  OVERLOADED: 'Al momento ci sono troppe richieste. Non è stato modificato nulla: riprova tra poco.',
  STOPPING: 'Il servizio si sta riavviando. Riprova tra poco.',
  TOO_SLOW: 'La richiesta ha impiegato troppo tempo. Riprova, o scegli un periodo più breve.',
  INTERNAL_ERROR: 'Si è verificato un errore del servizio.',
};
