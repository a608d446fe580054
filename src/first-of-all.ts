/** What has to be so before any other module is there: `main.ts` imports this first. */

const OLDEST_NODE = 22;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  console.error(`The API needs Node ${OLDEST_NODE} or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Node as the first process of a container would not hear of it otherwise. Nothing has begun that would have to be ended in order. */
const leave = (): void => process.exit(0);
for (const signal of SIGNALS) process.on(signal, leave);

/** From now on somebody else listens to signals. */
export function hasStarted(): void {
  for (const signal of SIGNALS) process.off(signal, leave);
}
