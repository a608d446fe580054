import type { Letter } from '../../platform/mail/index.js';
import type { WebhookPause } from '../../platform/prisma/generated/client.js';

/** @param host of the receiver; the rest of its address may hold what is nobody’s business */
export function pausedLetter(fullName: string, host: string, reason: WebhookPause): Letter {
  const isGone = reason === 'GONE';
  return {
    italian: {
      subject: 'Un webhook di NEXUS-CRM è stato sospeso',
      paragraphs: [
        `Buongiorno ${fullName},`,
        isGone
          ? `il webhook verso ${host} è stato sospeso: il destinatario ha risposto che non vuole più ricevere eventi.`
          : `il webhook verso ${host} è stato sospeso: da giorni nessun evento arriva a destinazione.`,
        'Gli eventi restano in attesa e partono quando il webhook viene riattivato.',
      ],
    },
    english: {
      subject: 'A webhook of NEXUS-CRM was paused',
      paragraphs: [
        `Hello ${fullName},`,
        isGone
          ? `the webhook to ${host} was paused: the receiver answered that it wants no more events.`
          : `the webhook to ${host} was paused: for days no event has arrived.`,
        'Events wait, and leave once the webhook is active again.',
      ],
    },
  };
}
