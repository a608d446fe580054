/** How far a visit is, in the words of every page; a page takes those of its two languages into its own. */
export const VISIT_STATUS = {
  it: {
    PLANNED: 'Pianificata',
    CONFIRMED: 'Confermata',
    CHECKED_IN: 'In corso',
    COMPLETED: 'Fatta',
    NO_SHOW: 'Cliente assente',
    SKIPPED: 'Saltata',
    CANCELLED: 'Annullata',
  },
  en: {
    PLANNED: 'Planned',
    CONFIRMED: 'Confirmed',
    CHECKED_IN: 'Under way',
    COMPLETED: 'Done',
    NO_SHOW: 'Client not met',
    SKIPPED: 'Skipped',
    CANCELLED: 'Cancelled',
  },
} as const;
