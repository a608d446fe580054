/** What holds for all of them. */
export const KPI_RULES: readonly string[] = [
  'A period is half-open: `from` is its first business day, `to` the day after its last one. Business days are days of Europe/Rome, so that one has 23 hours in March and one 25 in October.',
  'Amounts are EUR net of VAT, exact to the cent; percentages and days have two decimals, halves rounded away from zero.',
  'A ratio answers with its numerator and denominator. A zero denominator gives null, never 0 % or 100 %.',
  'The owner is the owner at the event: a deal was won by whoever owned it then, so giving it to somebody else rewrites no history. Teams are those of today: what a member sold counts for the team that the member is in now.',
  'Deleted deals, visits and clients are left out; an erased person is a deleted client, whose deals and visits go on counting. A reopened deal counts by its last closing, and only while it is closed.',
  'The previous period has exactly as many days as the period and ends where it begins. The change against it is null when the previous value was 0 or null.',
  'Every reader sees the figures of the own scope only. A filter narrows it; an id outside of it gives the figures of nobody, whether it exists or not.',
  'A drill-down lists the very rows that a figure counted, for who owned them at the event, whoever has them now. Rows that belong by now to somebody out of the reader’s reach are counted and not listed: `notListed`, beside every drill-down, says how many, and null where that is not known: where the reader’s role may list less than it counts, and of clients. Lists of clients alone go by who has the client now: of one that was given to somebody else since, the figure stays with whom it was counted for, and the list shows it for its new owner; only who reads and lists everybody’s has all of them in the list. The list is of this moment, the figure of `computedAt`.',
  'A median of up to 10,000 rows is exact, those of a funnel’s stages as long as all stages of the answer have no more together; beyond, it is told from counts on a logarithmic scale, within 1 % of the true one, and the company’s of stays that last from the day of their entry.',
  'All figures of one answer are of one moment, `computedAt`, but targets, names, members of teams and the list of stages are those of now; while all are made anew (`rebuilding` in `GET /analytics/status`) those of deals, of visits and of clients may be of one moment each.',
];
