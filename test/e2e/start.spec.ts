import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { StandInClone } from '../support/stand-in-clone.ts';

describe('npm start', () => {
  let clone: StandInClone;

  beforeAll(async () => {
    clone = await StandInClone.create();
  });
  afterAll(() => clone.remove());

  it('builds, makes a database, serves, and ends in order', async () => {
    const start = await clone.running(clone.start());
    expect(start.said()).toContain(`http://localhost:${clone.port}/api/docs`);
    expect(await clone.ask('/add')).toBe('added');
    start.process.kill('SIGINT');
    expect(await start.ended).toBe(0);
    expect(start.said()).toMatch(/stopping\nthe application ends in order\n✓ stopped\n$/);
  });

  it('started twice, says in one line what runs already', async () => {
    const first = await clone.running(clone.start());
    const second = clone.start();
    expect(await second.ended).toBe(1);
    expect(second.said()).toBe(
      `✗ NEXUS-CRM already runs from this folder: http://localhost:${clone.port} (pid ${first.process.pid}; to stop it: kill ${first.process.pid})\n`,
    );
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  it('killed together with its database or alone, starts again with every row and without repair', async () => {
    const first = await clone.running(clone.start());
    await clone.ask('/add');
    first.process.kill('SIGKILL');
    process.kill(await clone.postmaster(), 'SIGKILL');

    const second = await clone.running(clone.start());
    expect(await clone.ask('/count')).toBe('2');
    await clone.ask('/add');
    second.process.kill('SIGKILL');

    const third = await clone.running(clone.start());
    expect(await clone.ask('/count')).toBe('3');
    third.process.kill('SIGTERM');
    expect(await third.ended).toBe(0);
  });

  it('says so, stops the rest and fails when the application dies', async () => {
    const start = await clone.running(clone.start());
    await clone.ask('/die').catch(() => {});
    expect(await start.ended).toBe(1);
    expect(start.said()).toContain('✗ the application ended by itself (exit code 7)');
  });

  it('says in one line that the port is taken, and how to choose another', async () => {
    const other = createServer().listen(clone.port, '127.0.0.1');
    await once(other, 'listening');
    const start = clone.start();
    expect(await start.ended).toBe(1);
    expect(start.said()).toBe(
      `✗ port ${clone.port} is taken; choose another one: PORT=${clone.port + 1} npm start\n`,
    );
    other.close();
  });
});
