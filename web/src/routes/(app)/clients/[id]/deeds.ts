import { once } from '#lib/api/attempts.ts';
import { api, ask, type Schemas } from '#lib/api/client.ts';

type Client = Schemas['ClientResponse'];

const nothing = (): undefined => undefined;
const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

/** @throws Problem */
export function changeLifecycle(
  { id }: Client,
  lifecycle: Schemas['ClientLifecycle'],
  version: number,
): Promise<Client> {
  const params = { path: { id }, header: ifMatch(version) };
  return ask(api.PATCH('/api/v1/clients/{id}', { params, body: { lifecycle } }));
}

/** @throws Problem */
export function assignClient({ id }: Client, ownerId: string, version: number): Promise<Client> {
  return once(
    `assign ${id} to ${ownerId}, version ${version}`,
    () => ({ ownerId }),
    (body, header) =>
      ask(
        api.POST('/api/v1/clients/{id}/assign', {
          params: { path: { id }, header: { ...header, ...ifMatch(version) } },
          body,
        }),
      ),
  );
}

/** @throws Problem CLIENT_IN_USE (409): deals are open, or visits lie ahead */
export async function deleteClient({ id }: Client, version: number): Promise<void> {
  await ask(api.DELETE('/api/v1/clients/{id}', { params: { path: { id }, header: ifMatch(version) } }));
}

/** @throws Problem CLIENT_MERGED, CLIENT_ERASED, VAT_NUMBER_TAKEN (409) */
export function restoreClient(id: string): Promise<Client> {
  return once(`restore ${id}`, nothing, (_, header) =>
    ask(api.POST('/api/v1/clients/{id}/restore', { params: { path: { id }, header } })),
  );
}
