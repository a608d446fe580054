import { catalogue } from '#lib/i18n/catalogue.ts';

export const words = catalogue(
  {
    title: 'Da inviare',
    deeds: {
      checkIn: 'Arrivo',
      checkOut: 'Fine visita',
      skip: 'Visita saltata',
      noShow: 'Cliente assente',
      complete: 'Attività fatta',
    },
    waits: 'In attesa di invio',
    waitsBehind: 'Aspetta che si risolva quella prima',
    refused: 'Non accettata',
    again: 'Riprova',
    drop: 'Elimina',
    dropAsk: 'Questa registrazione andrà persa. La elimini?',
    dropDo: 'Sì, elimina',
    sendNow: 'Invia ora',
    keptHere: 'Salvato su questo telefono: parte da solo appena torna la rete.',
    meanwhile: (status: string) => `Nel frattempo la visita risulta “${status}”.`,
    late: 'È passato troppo tempo per registrarla da qui: chiedi al responsabile di correggere la visita.',
    clock: 'L’orologio del telefono è avanti: mettilo a posto e riprova.',
    before: 'La fine risulta prima dell’arrivo: controlla l’orologio del telefono.',
    advice: 'Se è giusto così, elimina la registrazione; altrimenti parlane con il responsabile.',
    away: 'Senza rete',
    awayHint: 'Quello che registri resta sul telefono e parte da solo.',
    count: (n: string) => `${n} da inviare`,
    countRefused: (n: string) => (n === '1' ? '1 non accettata' : `${n} non accettate`),
    readAt: (when: string) => `Senza rete: la giornata com’era ${when}.`,
    update: { ready: 'C’è una versione nuova.', take: 'Ricarica', later: 'Più tardi' },
    leaving: {
      ask: (n: string) =>
        n === '1'
          ? 'Una registrazione non è ancora partita. Se esci adesso, va persa.'
          : `${n} registrazioni non sono ancora partite. Se esci adesso, vanno perse.`,
      stay: 'Resta',
      send: 'Invia e poi esci',
      go: 'Esci e perdile',
    },
  },
  {
    title: 'To be sent',
    deeds: {
      checkIn: 'Arrival',
      checkOut: 'End of visit',
      skip: 'Visit skipped',
      noShow: 'Client not met',
      complete: 'Task done',
    },
    waits: 'Waiting to be sent',
    waitsBehind: 'Waits until the one before is settled',
    refused: 'Not accepted',
    again: 'Try again',
    drop: 'Delete',
    dropAsk: 'This record will be lost. Delete it?',
    dropDo: 'Yes, delete',
    sendNow: 'Send now',
    keptHere: 'Saved on this telephone: it goes by itself when the network is back.',
    meanwhile: (status) => `Meanwhile the visit is “${status}”.`,
    late: 'It is too late to record this from here: ask your manager to correct the visit.',
    clock: 'The telephone’s clock is ahead: set it right and try again.',
    before: 'The end lies before the arrival: check the telephone’s clock.',
    advice: 'If that is right, delete this record; otherwise speak with your manager.',
    away: 'No network',
    awayHint: 'What you record stays on the telephone and goes by itself.',
    count: (n) => `${n} to be sent`,
    countRefused: (n) => `${n} not accepted`,
    readAt: (when) => `No network: the day as it was ${when}.`,
    update: { ready: 'There is a new version.', take: 'Reload', later: 'Later' },
    leaving: {
      ask: (n) =>
        n === '1'
          ? 'One record has not been sent yet. If you sign out now it is lost.'
          : `${n} records have not been sent yet. If you sign out now they are lost.`,
      stay: 'Stay',
      send: 'Send, then sign out',
      go: 'Sign out and lose them',
    },
  },
);
