/**
 * Creates the teams and users of the sample that are not there yet.
 * @param {{ password: string, tell: (state: string) => void }} how
 */
export async function ensurePeople(api, { teams, managers, agents }, { password, tell }) {
  const teamIds = new Map((await api.all('/teams')).map(({ name, id }) => [name, id]));
  for (const name of teams) {
    if (!teamIds.has(name)) teamIds.set(name, (await api.post('/teams', { name })).id);
  }
  const known = new Set((await api.all('/users')).map(({ email }) => email));
  const people = [
    ...managers.map((one) => ({ ...one, role: 'MANAGER' })),
    ...agents.map((one) => ({ ...one, role: 'AGENT' })),
  ];
  let done = 0;
  for (const { name, email, team, role } of people) {
    if (!known.has(email))
      await api.post('/users', { email, fullName: name, role, teamId: teamIds.get(team), password });
    tell(`${++done} of ${people.length}`);
  }
}
