/**
 * Loaded into a replica with `--import`, and nowhere else: on SIGUSR2 the process comes to the harm that FAULT names, as
 * a fault in any library would do it.
 */
const FAULTS = {
  rejection: () => void Promise.reject(new Error('a promise that nobody looked after')),
  memory: () => {
    const kept = [];
    for (;;) kept.push({ padding: new Array(1000).fill(kept.length) });
  },
  loop: () => {
    const until = performance.now() + 5000;
    while (performance.now() < until);
  },
};

process.on('SIGUSR2', FAULTS[process.env.FAULT]);
