import type { SalesTarget } from '../../platform/prisma/generated/client.js';
import type { TargetResponse } from './dto/target.response.js';
import { fromMonthColumn } from './month.js';

export function toTargetResponse(target: SalesTarget): TargetResponse {
  const { id, ownerId, version, createdAt, updatedAt, updatedById } = target;
  const month = fromMonthColumn(target.month);
  return { id, ownerId, month, amount: target.amount.toFixed(2), version, createdAt, updatedAt, updatedById };
}
