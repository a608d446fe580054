import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { Principal } from '../../platform/access/index.js';
import type { AppConfig } from '../../platform/config/config.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';
import type { BoardNewsService } from './board-news.service.js';
import { BoardStream } from './board-stream.js';
import { BoardStreams } from './board-streams.service.js';

class Connection extends EventEmitter {
  destroyed = false;

  close(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

/** A process whose beats never come: what happens here happens without one. */
function process(boardStreams: number) {
  const prisma = { $queryRaw: () => new Promise(() => undefined) } as unknown as PrismaService;
  return new BoardStreams(prisma, { boardStreams } as AppConfig);
}

function open(streams: BoardStreams, userId: string, news: Partial<BoardNewsService> = {}) {
  const reader = { userId, can: () => true } as unknown as Principal;
  const quiet = { cursor: () => Promise.resolve('0'), totals: () => Promise.resolve([]) };
  const source = {
    news: { ...quiet, ...news } as unknown as BoardNewsService,
    ...{ streams, pipelineId: 'p', reader: () => Promise.resolve(reader) },
  };
  const stream = new BoardStream(source, reader, undefined);
  const connection = new Connection();
  streams.assertRoom(userId);
  streams.add(stream);
  stream.endsWith(connection);
  stream.body.resume();
  return connection;
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('the streams of a process', () => {
  it('make room as soon as a connection closes, also one that waits for the next beat', async () => {
    const streams = process(100);
    const connections = Array.from({ length: 5 }, () => open(streams, 'me'));
    await turns(20);
    expect(() => open(streams, 'me')).toThrow('TOO_MANY_STREAMS');
    connections[2]?.close();
    expect(() => open(streams, 'me')).not.toThrow();
    expect(() => open(streams, 'me')).toThrow('TOO_MANY_STREAMS');
    streams.onModuleDestroy();
  });

  it('take none for a connection that had closed before', () => {
    const streams = process(1);
    const source = { streams, pipelineId: 'p' } as unknown as ConstructorParameters<typeof BoardStream>[0];
    const stream = new BoardStream(source, { userId: 'me' } as unknown as Principal, undefined);
    streams.add(stream);
    const connection = new Connection();
    connection.close();
    stream.endsWith(connection);
    expect(() => open(streams, 'other')).not.toThrow();
    streams.onModuleDestroy();
  });

  it('are so many at most, whoever opens them', () => {
    const streams = process(3);
    const connections = ['anna', 'beppe', 'carla'].map((userId) => open(streams, userId));
    expect(() => open(streams, 'dario')).toThrow('STREAMS_FULL');
    connections[0]?.close();
    expect(() => open(streams, 'dario')).not.toThrow();
    streams.onModuleDestroy();
  });

  it('read two at a time, so that requests keep their connections', async () => {
    const streams = process(100);
    let [reading, most, read] = [0, 0, 0];
    const cursor = async (): Promise<string> => {
      reading += 1;
      most = Math.max(most, reading);
      await turns(3);
      reading -= 1;
      read += 1;
      return '0';
    };
    for (let index = 0; index < 20; index += 1) open(streams, `user ${index}`, { cursor });
    await turns(200);
    expect([read, most]).toEqual([20, 2]);
    streams.onModuleDestroy();
  });
});
