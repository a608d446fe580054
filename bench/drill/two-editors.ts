import { type Drill } from './drill.ts';

const ROUNDS = 20;
const EDITORS = 50;

/** R5: of those who edit one field from one state, one wins and the others are told. */
export const twoEditors: Drill = {
  promise: `${EDITORS} parallel edits of one field with one tag, ${ROUNDS} times, through two replicas: each time one wins and ${EDITORS - 1} are told`,
  run: async (stage) => {
    let [won, toldSo, otherwise, lastWords] = [0, 0, 0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      const made = await stage.send(0, 'POST', '/clients', { name: `Svapo ${round}` });
      const { id, version } = JSON.parse(made.text) as { id: string; version: number };
      const answers = await Promise.all(
        Array.from({ length: EDITORS }, (_, editor) =>
          stage.send(
            editor % 2 === 0 ? 0 : 1,
            'PATCH',
            `/clients/${id}`,
            { name: `Svapo ${round} di ${editor}` },
            { 'if-match': `"${version}"` },
          ),
        ),
      );
      const winner = answers.find(({ status }) => status === 200);
      won += answers.filter(({ status }) => status === 200).length;
      const refused = answers.filter(({ status }) => status === 412);
      toldSo += refused.filter(({ text }) => conflictsOf(text).includes('name')).length;
      otherwise += answers.length - refused.length - (winner ? 1 : 0);
      const { name } = JSON.parse(winner?.text ?? '{}') as { name?: string };
      lastWords += await stage.count('SELECT count(*) FROM clients WHERE id = $1 AND name = $2', id, name);
    }
    return [
      { what: 'edits that won', promised: ROUNDS, counted: won },
      { what: '412 that names the field', promised: ROUNDS * (EDITORS - 1), counted: toldSo },
      { what: 'any other answer', promised: 0, counted: otherwise },
      { what: 'rows that hold what the winner wrote', promised: ROUNDS, counted: lastWords },
    ];
  },
};

function conflictsOf(text: string): string[] {
  const { conflicts = [] } = JSON.parse(text) as { conflicts?: { field: string }[] };
  return conflicts.map(({ field }) => field);
}
