import { Agent, request } from 'node:http';

export interface Exchange {
  /** When the whole request was written. */
  sentAt: number;
  endedAt: number;
  /** 0: no answer came. */
  status: number;
  /** Why none came: `ECONNRESET`, `ECONNREFUSED`. */
  failure: string | null;
}

/** One connection that is kept, as a browser's or a proxy's; a new one after it was closed. */
export class KeepAliveClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  call(url: string, method: string, headers: Record<string, string>, body?: object): Promise<Exchange> {
    const sentAt = performance.now();
    return new Promise((resolve) => {
      const ended = (status: number, failure: string | null) =>
        resolve({ sentAt, endedAt: performance.now(), status, failure });
      const outgoing = request(url, { method, headers, agent: this.agent }, (answer) => {
        answer.once('error', (error: NodeJS.ErrnoException) => ended(0, error.code ?? error.message));
        answer.once('end', () => ended(answer.statusCode ?? 0, null));
        answer.resume();
      });
      outgoing.once('error', (error: NodeJS.ErrnoException) => ended(0, error.code ?? error.message));
      outgoing.end(body && JSON.stringify(body));
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
