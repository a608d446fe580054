/**
 * The events that may leave: actions of the journal, by name. What concerns accounts, rights, sessions, keys and the
 * webhooks themselves is not among them.
 */
export const EVENT_CATALOGUE = {
  'client.created': 'A client was added',
  'client.imported': 'A client was added by an import',
  'client.updated': 'Fields of a client changed',
  'client.lifecycle-changed':
    'A client came to another step of its life: lead, prospect, customer, dormant, lost',
  'client.first-contacted':
    'Somebody first spoke with a client, or an earlier or another first contact became known',
  'client.first-contact-withdrawn': 'What was the first contact with a client is none any more',
  'client.assigned': 'A client got another owner',
  'client.converted': 'A lead became a prospect with a contact or an opportunity',
  'client.merged': 'Two clients became one',
  'client.merge-undone': 'A merge was taken back',
  'client.deleted': 'A client was put into the bin',
  'client.restored': 'A client came back from the bin',
  'client.purged': 'A client was removed for good',
  'contact.created': 'A contact was added',
  'contact.updated': 'Fields of a contact changed',
  'contact.deleted': 'A contact was deleted',
  'contact.consent-given': 'A contact agreed to be written to',
  'contact.consent-withdrawn': 'A contact no longer agrees to be written to',
  'opportunity.created': 'An opportunity was opened',
  'opportunity.imported': 'An opportunity was added by an import',
  'opportunity.updated': 'Fields of an opportunity changed',
  'opportunity.moved': 'An opportunity came to another stage, won and lost included',
  'opportunity.reopened': 'A closed opportunity is open again',
  'opportunity.assigned': 'An opportunity got another owner',
  'opportunity.deleted': 'An opportunity was deleted',
  'activity.created': 'A note, call, e-mail, meeting or task was added',
  'activity.updated': 'Fields of an activity changed',
  'activity.completed': 'An activity was completed',
  'activity.reopened': 'An activity is to be done after all',
  'activity.deleted': 'An activity was deleted',
  'visit.planned': 'A visit was planned',
  'visit.updated': 'Fields of a visit changed, its hour included',
  'visit.confirmed': 'A visit was confirmed',
  'visit.checked-in': 'The agent came to the client',
  'visit.checked-out': 'The visit is over, with its outcome',
  'visit.skipped': 'A visit was left out',
  'visit.no-show': 'Nobody was there',
  'visit.cancelled': 'A visit was cancelled',
  'visit.deleted': 'A planned visit was deleted',
  'route.planned': 'An agent’s day was planned',
  'pipeline.created': 'A pipeline was added',
  'pipeline.updated': 'A pipeline changed',
  'pipeline.reordered': 'The stages of a pipeline were put in another order',
  'stage.created': 'A stage was added to a pipeline',
  'stage.updated': 'A stage changed',
  'privacy.erased': 'A person was erased: erase them in your system too (art. 19 GDPR)',
} as const satisfies Readonly<Record<`${string}.${string}`, string>>;

export type EventType = keyof typeof EVENT_CATALOGUE;

export const EVENT_TYPES = Object.keys(EVENT_CATALOGUE) as EventType[];
