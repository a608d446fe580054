import type { Prisma } from '#app/platform/prisma/generated/client.js';
import type { Random } from './random.ts';

export const DEMO_PASSWORD = 'Agenti-In-Viaggio-2026';

/** The four role accounts come first in their groups; the others make the company believable. */
const TEAMS = [
  {
    name: 'Nord-Ovest',
    manager: ['manager@nexus.local', 'Marta Colombo'],
    agents: [
      ['agent@nexus.local', 'Luca Ferrari'],
      ['chiara.galli@nexus.local', 'Chiara Galli'],
      ['davide.rinaldi@nexus.local', 'Davide Rinaldi'],
      ['sara.parodi@nexus.local', 'Sara Parodi'],
    ],
  },
  {
    name: 'Nord-Est',
    manager: ['paolo.moretti@nexus.local', 'Paolo Moretti'],
    agents: [
      ['elena.zanella@nexus.local', 'Elena Zanella'],
      ['marco.bellini@nexus.local', 'Marco Bellini'],
      ['giulia.fabbri@nexus.local', 'Giulia Fabbri'],
      ['andrea.neri@nexus.local', 'Andrea Neri'],
    ],
  },
] as const;

type Row = Prisma.UserCreateManyInput & { id: string };

export interface Staff {
  adminId: string;
  teams: { id: string; name: string }[];
  users: Row[];
  /** In the order of the territories. */
  agents: Row[];
}

export function makeStaff(random: Random, passwordHash: string, since: Date): Staff {
  const user = (
    [email, fullName]: readonly [string, string],
    role: Row['role'],
    teamId: string | null,
  ): Row => ({
    id: random.uuid(since),
    email,
    fullName,
    role,
    teamId,
    passwordHash,
    status: 'ACTIVE',
    createdAt: since,
  });
  const teams = TEAMS.map(({ name }) => ({ id: random.uuid(since), name, createdAt: since }));
  const admin = user(['admin@nexus.local', 'Ada Amministratrice'], 'ADMIN', null);
  const analyst = user(['analyst@nexus.local', 'Anna Lisi'], 'ANALYST', null);
  const managers = TEAMS.map(({ manager }, index) => user(manager, 'MANAGER', teams[index]?.id ?? null));
  const agents = TEAMS.flatMap(({ agents }, index) =>
    agents.map((agent) => user(agent, 'AGENT', teams[index]?.id ?? null)),
  );
  return { adminId: admin.id, teams, users: [admin, analyst, ...managers, ...agents], agents };
}
