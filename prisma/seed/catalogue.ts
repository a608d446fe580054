import type { Prisma } from '#app/platform/prisma/generated/client.js';
import type { Deal } from './deals.ts';
import type { Random } from './random.ts';

type Product = Prisma.ProductCreateManyInput & { id: string };
type Line = Prisma.OpportunityLineCreateManyInput;

/** What a distributor of vape shops sells: code, name, unit, EUR without VAT. */
const CATALOGUE = [
  ['LIQ-10-TAB', 'Liquido pronto 10 ml, tabacco', 'pz', '3.10'],
  ['LIQ-10-MEN', 'Liquido pronto 10 ml, menta', 'pz', '3.10'],
  ['ARO-20-FRU', 'Aroma scomposto 20 ml, frutta', 'pz', '7.40'],
  ['BASE-50-50', 'Base neutra 50/50, 1 litro', 'l', '8.90'],
  ['COIL-MESH-08', 'Resistenza mesh 0,8 ohm', 'conf. da 5', '9.60'],
  ['POD-RIC-01', 'Pod ricaricabile', 'pz', '14.50'],
  ['KIT-START', 'Kit di avviamento', 'pz', '24.80'],
  ['BATT-18650', 'Batteria 18650', 'pz', '4.20'],
  ['ESP-BANCO', 'Espositore da banco', 'pz', '39.00'],
] as const;

export function makeCatalogue(random: Random, since: Date): Product[] {
  return CATALOGUE.map(([code, name, unit, listPrice]) => ({
    ...{ id: random.uuid(since), code, name, unit, listPrice, vatClass: '22', createdAt: since },
  }));
}

/** Lines on every third deal, whose sum is the amount that it has anyway: products, and the rest for setting them up. */
export function makeLines(random: Random, deals: readonly Deal[], products: readonly Product[]): Line[] {
  return deals.filter(() => random.chance(1 / 3)).flatMap((deal) => linesOf(random, deal, products));
}

function linesOf(random: Random, deal: Deal, products: readonly Product[]): Line[] {
  const first = random.pick(products);
  const second = random.pick(products.filter((product) => product !== first));
  let left = cents(deal.amount);
  const lines = [first, second].flatMap((product): Line[] => {
    const quantity = Math.floor((left * random.whole(3, 9)) / 10 / cents(product.listPrice));
    if (quantity === 0) return [];
    left -= quantity * cents(product.listPrice);
    const { id: productId, code, name: description, unit, listPrice: unitPrice, vatClass } = product;
    return [{ ...at(deal), productId, code, description, unit, quantity, unitPrice, vatClass }];
  });
  const rest: Line = {
    ...at(deal),
    ...{ description: 'Consegna e allestimento', unit: 'serv.', quantity: 1 },
    ...{ unitPrice: (left / 100).toFixed(2), vatClass: '22' },
  };
  return [...lines, ...(left > 0 ? [rest] : [])].map((line, index) => ({ ...line, position: index + 1 }));
}

/** Of a price with two decimals. */
function cents(euros: Deal['amount'] | Product['listPrice']): number {
  return Math.round(Number(euros) * 100);
}

function at({ id }: Deal): Pick<Line, 'opportunityId' | 'position'> {
  return { opportunityId: id, position: 1 };
}
