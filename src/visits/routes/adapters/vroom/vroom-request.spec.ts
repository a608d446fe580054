import { describe, expect, it } from '@jest/globals';
import { randomDay } from '../../../../../test/support/random-day.ts';
import type { RouteProblem } from '../../domain/problem.js';
import { vroomRequest } from './vroom-request.js';

const day = randomDay({ seed: 1, stops: 3, vehicles: 3, maxKm: 80 });
const only = (...vehicleIds: string[]): RouteProblem => ({
  ...day,
  stops: day.stops.map((stop, i) => (i === 0 ? { ...stop, vehicleIds } : stop)),
});

describe('what VROOM is asked', () => {
  it('names an agent’s longest way, and the metres that it is measured with', () => {
    const { vehicles, matrices } = vroomRequest(day);
    expect(vehicles[0]).toMatchObject({ max_distance: 80_000, skills: [] });
    expect(matrices.car.distances).toEqual(day.travel.meters);
  });

  it('lets some agents alone visit a client by a skill that only they have', () => {
    const { vehicles, jobs } = vroomRequest(only('agent-1', 'agent-3'));
    expect(vehicles.map((vehicle) => (vehicle as { skills: number[] }).skills)).toEqual([[1], [], [1]]);
    expect(jobs[0]).toMatchObject({ skills: [1] });
    expect(jobs[1]).not.toHaveProperty('skills');
  });

  it('lets nobody visit a client whose agents are all away', () => {
    const { vehicles, jobs } = vroomRequest(only('somebody-else'));
    expect(vehicles.map((vehicle) => (vehicle as { skills: number[] }).skills)).toEqual([[], [], []]);
    expect(jobs[0]).toMatchObject({ skills: [1] });
  });

  it('says no road in a number longer than any day', () => {
    const seconds = day.travel.seconds.map((row) => Array.from(row, () => Infinity));
    const { matrices } = vroomRequest({ ...day, travel: { ...day.travel, seconds } });
    expect(Math.min(...matrices.car.durations.flat())).toBe(1_000_000);
  });
});
