import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** Milliseconds that each request to this process took in it, from its arrival to the end of its answer. */
export function watchServer(): { take: () => number[] } {
  const arrivals = new WeakMap<IncomingMessage, number>();
  let times: number[] = [];
  subscribe('http.server.request.start', (message) => {
    arrivals.set((message as { request: IncomingMessage }).request, performance.now());
  });
  subscribe('http.server.response.finish', (message) => {
    const arrival = arrivals.get((message as { request: IncomingMessage }).request);
    if (arrival !== undefined) times.push(performance.now() - arrival);
  });
  return {
    take: () => {
      const taken = times;
      times = [];
      return taken;
    },
  };
}
