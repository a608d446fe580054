import type { Letter } from '../../platform/mail/index.js';

const NOT_YOU = {
  italian: 'Se non sei stato tu, avvisa subito chi amministra il CRM.',
  english: 'If this was not you, tell the administrator of the CRM at once.',
};

export function invitationLetter(fullName: string, link: string): Letter {
  return {
    link,
    italian: {
      subject: 'Il tuo invito a NEXUS-CRM',
      paragraphs: [
        `Buongiorno ${fullName},`,
        'è pronto il tuo accesso a NEXUS-CRM. Scegli la tua password con questo collegamento: vale una sola volta, entro 72 ore.',
      ],
    },
    english: {
      subject: 'Your invitation to NEXUS-CRM',
      paragraphs: [
        `Hello ${fullName},`,
        'your access to NEXUS-CRM is ready. Choose your password with this link: it works once, within 72 hours.',
      ],
    },
  };
}

export function resetLetter(fullName: string, link: string): Letter {
  return {
    link,
    italian: {
      subject: 'Una nuova password per NEXUS-CRM',
      paragraphs: [
        `Buongiorno ${fullName},`,
        'con questo collegamento scegli una nuova password: vale una sola volta, entro 10 minuti. Se non l’hai chiesto tu, ignora questo messaggio: la password resta quella che era.',
      ],
    },
    english: {
      subject: 'A new password for NEXUS-CRM',
      paragraphs: [
        `Hello ${fullName},`,
        'choose a new password with this link: it works once, within 10 minutes. If you did not ask for it, ignore this letter: your password stays what it was.',
      ],
    },
  };
}

export function passwordChangedLetter(fullName: string): Letter {
  return {
    italian: {
      subject: 'La tua password di NEXUS-CRM è cambiata',
      paragraphs: [
        `Buongiorno ${fullName},`,
        'la password del tuo accesso è stata cambiata.',
        NOT_YOU.italian,
      ],
    },
    english: {
      subject: 'Your NEXUS-CRM password was changed',
      paragraphs: [`Hello ${fullName},`, 'the password of your account was changed.', NOT_YOU.english],
    },
  };
}

export function secondFactorLetter(fullName: string): Letter {
  return {
    italian: {
      subject: 'La verifica in due passaggi di NEXUS-CRM è cambiata',
      paragraphs: [
        `Buongiorno ${fullName},`,
        'la verifica in due passaggi del tuo accesso, o i suoi codici di recupero, sono stati cambiati.',
        NOT_YOU.italian,
      ],
    },
    english: {
      subject: 'Your NEXUS-CRM second factor was changed',
      paragraphs: [
        `Hello ${fullName},`,
        'the second factor of your account, or its recovery codes, were changed.',
        NOT_YOU.english,
      ],
    },
  };
}

/** Goes to the address that was. */
export function addressChangedLetter(fullName: string): Letter {
  return {
    italian: {
      subject: 'Il tuo indirizzo in NEXUS-CRM è cambiato',
      paragraphs: [
        `Buongiorno ${fullName},`,
        'il tuo accesso ora usa un altro indirizzo di posta.',
        NOT_YOU.italian,
      ],
    },
    english: {
      subject: 'Your NEXUS-CRM address was changed',
      paragraphs: [`Hello ${fullName},`, 'your account now uses another e-mail address.', NOT_YOU.english],
    },
  };
}
