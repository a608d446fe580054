import type { Model } from './model.js';
import { compareScores, scoreOf, type Worth } from './objective.js';
import { search, type SearchLimits, type SearchResult, type SearchStyle } from './search.js';

/**
 * Each of its own temper: the first is steady, the second forgives more, the third tears out more. Where one ends in a
 * valley that it cannot leave, another seldom falls into the same.
 */
const STYLES: readonly SearchStyle[] = [
  { leg: { hot: 1, cold: 0.1 }, averageRemoved: 12 },
  { leg: { hot: 2, cold: 0.05 }, averageRemoved: 12 },
  { leg: { hot: 1, cold: 0.05 }, averageRemoved: 16 },
];

/** Above so many stops one long search is worth more than three short ones. */
const FEW_STOPS = 120;

/** Searches that know nothing of each other, each with the full number of iterations; the best plan, the first of equals. */
export function searches(
  model: Model,
  stops: readonly number[],
  worth: Worth,
  limits: SearchLimits,
): SearchResult {
  const styles = stops.length > FEW_STOPS ? STYLES.slice(0, 1) : STYLES;
  const started = limits.now();
  const results = styles.map((style, i) => {
    const until = started + ((i + 1) * limits.wallMs) / styles.length;
    const own = { ...limits, seed: limits.seed + i * 7919, wallMs: until - limits.now() };
    return search(model, stops, worth, own, style);
  });
  const scored = results.map((result) => ({ ...result, score: scoreOf(result.best, worth) }));
  const { best } = scored.reduce((a, b) => (compareScores(b.score, a.score) < 0 ? b : a));
  return {
    best,
    iterations: Math.max(...results.map(({ iterations }) => iterations)),
    stoppedBy: results.some(({ stoppedBy }) => stoppedBy === 'WALL_CLOCK') ? 'WALL_CLOCK' : 'ITERATIONS',
  };
}
