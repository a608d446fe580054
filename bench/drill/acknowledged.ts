import { setTimeout as wait } from 'node:timers/promises';
import { type Drill, some, told } from './drill.ts';

const POSTS = 10_000;
const CLIENTS = 32;
const PAUSE_MS = 100;

/** R1: what was answered 201 is there, whatever dies afterwards. */
export const acknowledged: Drill = {
  promise: `of ${POSTS} clients created by ${CLIENTS} callers while the API and then PostgreSQL are killed with -9, none that was acknowledged is missing`,
  run: async (stage, { share }) => {
    const posts = some(POSTS, share);
    const ids: string[] = [];
    let [sent, unanswered] = [0, 0];
    let killing: Promise<void> | undefined;
    const deaths = [
      [0.33, () => stage.killReplica(0)],
      [0.66, () => stage.killPostgres()],
    ] as const;
    let deathsDone = 0;
    const caller = async (): Promise<void> => {
      while (ids.length < posts) {
        sent += 1;
        const { status, text } = await stage.send(0, 'POST', '/clients', { name: `Svapo ${sent}` });
        if (status === 201) ids.push((JSON.parse(text) as { id: string }).id);
        else {
          unanswered += 1;
          await wait(PAUSE_MS);
        }
        const [at, kill] = deaths[deathsDone] ?? [Infinity, undefined];
        if (kill && ids.length >= posts * at) {
          deathsDone += 1;
          killing = Promise.resolve(killing).then(kill);
        }
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, caller));
    await killing;
    const there = await stage.count('SELECT count(*) FROM clients WHERE id = ANY($1::uuid[])', ids);
    const journal = await stage.count(
      "SELECT count(DISTINCT entity_id) FROM journal WHERE action = 'client.created' AND entity_id = ANY($1::uuid[])",
      ids,
    );
    const halves = await stage.count(
      'SELECT count(*) FROM clients c WHERE NOT EXISTS (SELECT FROM journal j WHERE j.entity_id = c.id)',
    );
    told('acknowledged', ids.length);
    told('sent and not acknowledged', unanswered);
    return [
      { what: 'processes killed with -9', promised: 2, counted: deathsDone },
      { what: 'acknowledged clients that are missing', promised: 0, counted: ids.length - there },
      { what: 'acknowledged clients without their journal row', promised: 0, counted: ids.length - journal },
      { what: 'clients without a journal row at all', promised: 0, counted: halves },
    ];
  },
};
