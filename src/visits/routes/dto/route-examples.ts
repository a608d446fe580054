type Examples = Record<string, { summary: string; description?: string; value: object }>;

const OFFICE = { latitude: 45.4642, longitude: 9.19 };
const SHIFT = { from: '09:00', to: '18:00' };
const LUNCH = { from: '12:30', to: '14:30', minutes: 60 };
/** A Monday. */
const DAY = '2027-03-01';

/** Bodies for the page of the documentation. What needs no id can be sent as it stands. */
export const PLAN_DAY_EXAMPLES: Examples = {
  calendar: {
    summary: 'Your visits of a day',
    description:
      'Orders what stands in your calendar that day (GET /visits says on which days something does).',
    value: { date: DAY, start: OFFICE, shift: SHIFT, lunchBreak: LUNCH },
  },
  clients: {
    summary: 'Clients to choose from',
    description: 'Take the ids from GET /visits/due, or from GET /clients.',
    value: {
      ...{ date: DAY, clientIds: ['<clientId from GET /visits/due>'], visitMinutes: 30 },
      ...{ start: OFFICE, end: null, shift: SHIFT, lunchBreak: LUNCH, objective: 'MAX_PRIORITY' },
    },
  },
  'from-now': {
    summary: 'What is left of today',
    description:
      'Put today and this moment; `start` is where you are. A visit moves only where that saves ten minutes of driving.',
    value: {
      ...{ date: DAY, now: `${DAY}T13:20:00+01:00`, start: OFFICE, shift: SHIFT, minutesPerMove: 10 },
    },
  },
};

export const PLAN_WEEK_EXAMPLES: Examples = {
  week: {
    summary: 'Five working days',
    description: 'Whoever of your clients is due. Put the day from which to plan.',
    value: { from: DAY, days: 5, start: OFFICE, shift: SHIFT, lunchBreak: LUNCH },
  },
  month: {
    summary: 'Four weeks, the first two days as they are',
    description:
      'A client with a short interval is visited several times; `cadence` says who is kept within it.',
    value: {
      ...{ from: DAY, days: 20, frozenDays: 2, start: OFFICE, shift: SHIFT, lunchBreak: LUNCH },
      ...{ visitMinutes: 20, absentOn: ['2027-03-19'] },
    },
  },
};

export const FIND_DAY_EXAMPLES: Examples = {
  client: {
    summary: 'A day for one client',
    description: 'Take the id from GET /visits/due, or from GET /clients.',
    value: {
      ...{ clientId: '<clientId from GET /visits/due>', durationMinutes: 30 },
      ...{ from: DAY, days: 10, start: OFFICE, shift: SHIFT, lunchBreak: LUNCH },
    },
  },
};

export const RECALCULATE_EXAMPLES: Examples = {
  order: {
    summary: 'Another order of the same stops',
    description:
      'Take the ids from `stops` of the route that POST /routes/plan-day answered with: the `visitId`, or the `clientId` ' +
      'where there is no visit yet.',
    value: { order: ['<id of the stop to visit first>', '<id of the second>'] },
  },
  nobody: {
    summary: 'A day without stops',
    value: { order: [] },
  },
};
