import type { Story } from '../support/story.ts';

export interface MadeProduct {
  id: string;
  code: string;
  version: number;
}

/** A product as the admin adds it. */
export async function createProduct(
  story: Story,
  code: string,
  fields: Record<string, unknown> = {},
): Promise<MadeProduct> {
  const { body, status } = await story
    .as(story.people.admin)
    .post('/products')
    .send({ code, name: `Liquido ${code}`, listPrice: '4.90', vatClass: '22', ...fields });
  if (status !== 201) throw new Error(`the product was refused: ${JSON.stringify(body)}`);
  return body as MadeProduct;
}
