/** What can be followed, by its name in the journal. */
export const CHANGE_TYPES = ['client', 'contact', 'opportunity', 'activity', 'visit', 'pipeline'] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/** What hangs on a client and is seen because the client is. */
export const SEEN_WITH_CLIENT: readonly string[] = ['contact', 'activity'];
