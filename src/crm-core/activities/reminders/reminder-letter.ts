import { DateTime } from 'luxon';
import type { Letter } from '../../../platform/mail/index.js';
import { BUSINESS_ZONE } from '../../../platform/time/rome.js';

/** What a reminder says. */
export interface Reminded {
  fullName: string;
  subject: string;
  dueAt: Date | null;
  /** Null: none, or not the reader’s to see. */
  clientName: string | null;
}

export function reminderLetter({ fullName, subject, dueAt, clientName }: Reminded): Letter {
  const due = dueAt && DateTime.fromJSDate(dueAt, { zone: BUSINESS_ZONE });
  return {
    italian: {
      subject: `Promemoria: ${subject}`,
      paragraphs: [
        `Buongiorno ${fullName},`,
        `hai ancora da fare: ${subject}`,
        ...(due ? [`Scadenza: ${due.setLocale('it').toFormat("cccc d LLLL yyyy, 'ore' HH:mm")}`] : []),
        ...(clientName === null ? [] : [`Cliente: ${clientName}`]),
        'Puoi disattivare questi promemoria nel tuo profilo.',
      ],
    },
    english: {
      subject: `Reminder: ${subject}`,
      paragraphs: [
        `Hello ${fullName},`,
        `you still have to do: ${subject}`,
        ...(due ? [`Due: ${due.setLocale('en-GB').toFormat('cccc d LLLL yyyy, HH:mm')} (Rome)`] : []),
        ...(clientName === null ? [] : [`Client: ${clientName}`]),
        'You can switch these reminders off in your profile.',
      ],
    },
  };
}
