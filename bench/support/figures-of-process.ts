import { readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** Seconds of CPU of a process so far, from `/proc`: Linux only. */
export function cpuSeconds(pid: number): number {
  const [, , , , , , , , , , , user, system] = (
    readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? ''
  ).split(' ');
  return (Number(user) + Number(system)) / TICKS_A_SECOND;
}

/** Resident memory of a process now, megabytes. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
