type Examples = Record<string, { summary: string; description?: string; value: object }>;

/** Bodies for the page of the documentation; each can be sent as it stands. */
export const DASHBOARD_EXAMPLES: Examples = {
  month: {
    summary: 'My month',
    description:
      'The headline figures, this month beside the days before it, week by week, and what is to come.',
    value: {
      ...{ name: 'Il mio mese', visibility: 'PRIVATE', period: { preset: 'THIS_MONTH' } },
      filter: { compare: 'previous' },
      widgets: [
        { report: 'overview', kpis: ['wonCount', 'wonAmount', 'winRate'] },
        { report: 'sales-trend', interval: 'week', title: 'Settimane' },
        { report: 'forecast', period: { preset: 'NEXT_12_MONTHS' } },
      ],
    },
  },
  road: {
    summary: 'A year on the road',
    description: 'Whoever opens it sees the own figures. Narrow it with `filter.teamId` from GET /teams.',
    value: {
      ...{ name: 'In viaggio', visibility: 'PUBLIC', period: { preset: 'THIS_YEAR' } },
      widgets: [{ report: 'visits', interval: 'month' }, { report: 'agents' }],
    },
  },
};
