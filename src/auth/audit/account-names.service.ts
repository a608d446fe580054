import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RecordNames } from '../../platform/journal/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { teamsWithin } from '../teams/teams-within.js';
import { usersWithin } from '../users/users-within.js';

/** What journal rows about people, teams and roles are called. */
@Injectable()
export class AccountNames implements OnModuleInit {
  constructor(
    private readonly names: RecordNames,
    private readonly prisma: PrismaService,
  ) {}

  onModuleInit(): void {
    this.names.teach('user', 'user:read', async (actor, ids) => {
      const where = { AND: [{ id: { in: ids } }, usersWithin(actor.scope('user:read'))] };
      const users = await this.prisma.user.findMany({ where, select: { id: true, fullName: true } });
      return users.map(({ id, fullName }) => ({ id, name: fullName }));
    });
    this.names.teach('team', 'team:read', (actor, ids) => {
      const where = { AND: [{ id: { in: ids } }, teamsWithin(actor.scope('team:read'))] };
      return this.prisma.team.findMany({ where, select: { id: true, name: true } });
    });
    this.names.teach('role', 'role:read', (_, ids) =>
      this.prisma.role.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
    );
  }
}
