const NAME = 'Computer hardware';
const STAGES = [
  { name: 'Prospecting', kind: 'OPEN', probability: 10 },
  { name: 'Engaging', kind: 'OPEN', probability: 50 },
  { name: 'Won', kind: 'WON', probability: 100 },
  { name: 'Lost', kind: 'LOST', probability: 0 },
];

/** @returns {Promise<string>} the id of the sample's pipeline, which is created when it is not there yet */
export async function ensurePipeline(api) {
  const existing = (await api.all('/pipelines')).find(({ name }) => name === NAME);
  return (existing ?? (await api.post('/pipelines', { name: NAME, stages: STAGES }))).id;
}
