import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Loaded into the application with `--import`: measures how late its event loop is, and tells the bench that started it.
 * SIGUSR2 begins anew and prints what was: milliseconds beyond the resolution of the timer, which the loop is not late by.
 */
const RESOLUTION_MS = 5;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

const milliseconds = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);

process.on('SIGUSR2', () => {
  const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map(milliseconds);
  process.stdout.write(`loop-delay ${JSON.stringify({ p50, p99, max, samples: delay.count })}\n`);
  delay.reset();
});
