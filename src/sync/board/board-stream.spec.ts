import { describe, expect, it } from '@jest/globals';
import type { Principal } from '../../platform/access/index.js';
import type { BoardNewsService } from './board-news.service.js';
import { BoardStream } from './board-stream.js';
import type { BoardStreams } from './board-streams.service.js';

const READER = { userId: 'me', can: () => true } as unknown as Principal;
const CARD = { id: '01999999-9999-7999-8999-999999999999', stageId: 'x'.repeat(36), version: 1 };

/** Something happens at every beat, and beats follow each other as fast as they can. */
function busyBoard() {
  const asked = { times: 0 };
  const streams = {
    news: 0,
    nextBeat: () => new Promise<void>((resolve) => setImmediate(resolve)),
    wake: () => undefined,
    remove: () => undefined,
    inTurn: (read: () => Promise<unknown>) => read(),
  };
  const news = {
    cursor: () => Promise.resolve('0'),
    totals: () => Promise.resolve([]),
    since: () => {
      asked.times += 1;
      streams.news += 1;
      return Promise.resolve({
        cursor: String(asked.times),
        reload: false,
        changed: Array(50).fill(CARD),
        gone: [],
      });
    },
  };
  const source = {
    news: news as unknown as BoardNewsService,
    streams: streams as unknown as BoardStreams,
    pipelineId: 'p',
    reader: () => {
      streams.news += 1;
      return Promise.resolve(READER);
    },
  };
  return { asked, stream: new BoardStream(source, READER, undefined) };
}

const beats = async (count: number): Promise<void> => {
  for (let beat = 0; beat < count; beat += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a stream of events', () => {
  it('makes none for a reader who does not read, and goes on from there when it does', async () => {
    const { asked, stream } = busyBoard();
    stream.body.read(0);
    await beats(500);
    expect(asked.times).toBeLessThan(3);

    stream.body.resume();
    await beats(500);
    expect(asked.times).toBeGreaterThan(100);

    stream.body.pause();
    await beats(10);
    const made = asked.times;
    await beats(500);
    expect(asked.times).toBe(made);
    stream.body.destroy();
  });
});
