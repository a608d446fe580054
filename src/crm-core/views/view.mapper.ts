import type { Principal } from '../../platform/access/index.js';
import type { SavedView } from '../../platform/prisma/generated/client.js';
import type { ViewResponse } from './dto/view.response.js';
import { hiddenColumns } from './hidden-names.js';

export function toViewResponse(actor: Principal, view: SavedView): ViewResponse {
  const { id, resource, name, visibility, sort, ownerId, version, createdAt, updatedAt } = view;
  const hidden = hiddenColumns(actor, resource);
  return {
    ...{ id, resource, name, visibility },
    filter: view.filter as Record<string, unknown>,
    sort,
    columns: view.columns.filter((column) => !hidden.has(column)),
    ...{ ownerId, version, createdAt, updatedAt },
  };
}
