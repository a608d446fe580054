import { error } from '@sveltejs/kit';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export const isId = (text: string): boolean => UUID.test(text);

/** The `load` of the pages of one thing: an address that can name nothing is a page that does not exist. */
export function withId({ params }: { params: { id: string } }): void {
  if (!isId(params.id)) error(404);
}
