import { expect, it } from '@jest/globals';
import { changesOf, drivingOf, type FoundDay } from '../../web/src/routes/(app)/planner/cost.ts';

const found = (date: string, driving: Partial<FoundDay>): FoundDay => ({
  ...{ date, scheduledAt: `${date}T08:00:00.000Z`, sequence: 1, addedMinutes: 0 },
  ...{ addedTravelMeters: 0, addedTravelSeconds: 0, travelMeters: 0, travelSeconds: 0 },
  ...driving,
});

it('what a move costs is the driving of its days, whatever waiting it spares', () => {
  const left = found('2026-12-09', {
    ...{ travelMeters: 44_700, addedTravelMeters: 1_600, travelSeconds: 4_020, addedTravelSeconds: 120 },
    addedMinutes: 100,
  });
  const chosen = found('2026-12-10', {
    ...{ travelMeters: 90_000, addedTravelMeters: 45_800, travelSeconds: 8_100, addedTravelSeconds: 4_140 },
    addedMinutes: 67,
  });
  expect(drivingOf(changesOf(chosen, left))).toEqual({ meters: 44_200, minutes: 67 });
  expect(drivingOf(changesOf(chosen, undefined))).toEqual({ meters: 45_800, minutes: 69 });
});
