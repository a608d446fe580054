import type { User } from '../../platform/prisma/generated/client.js';
import type { UserResponse } from './dto/user.response.js';

/** The public face of a user: names each field, so that a hash can't slip out with a new column. */
export function toUserResponse({
  id,
  email,
  fullName,
  role,
  status,
  teamId,
  lastLoginAt,
  reminderMails,
  createdAt,
  version,
}: User): UserResponse {
  return { id, email, fullName, role, status, teamId, lastLoginAt, reminderMails, createdAt, version };
}
