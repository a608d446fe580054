import type { Story } from '../support/story.ts';

export interface MadeCustomField {
  id: string;
  key: string;
  version: number;
}

/** A field that the admin adds, a text of the clients unless said otherwise. */
export async function createCustomField(
  story: Story,
  key: string,
  fields: Record<string, unknown> = {},
): Promise<MadeCustomField> {
  const { body, status } = await story
    .as(story.people.admin)
    .post('/custom-fields')
    .send({ resource: 'clients', key, labelIt: key, labelEn: key, type: 'TEXT', ...fields });
  if (status !== 201) throw new Error(`the custom field was refused: ${JSON.stringify(body)}`);
  return body as MadeCustomField;
}
