/**
 * The shop's own systems, as far as the demo needs them: in memory, so they are as new after a restart, and each worker
 * has its own.
 */
export const articles: readonly Article[] = [
  { id: 'linen-shirt', name: 'Linen shirt', priceCents: 5_900, stock: { S: 4, M: 0, L: 7, XL: 2 } },
  { id: 'rain-jacket', name: 'Rain jacket', priceCents: 12_900, stock: { S: 1, M: 3, L: 0, XL: 0 } },
  { id: 'wool-jumper', name: 'Wool jumper', priceCents: 8_900, stock: { S: 0, M: 5, L: 5, XL: 1 } },
  { id: 'denim-trousers', name: 'Denim trousers', priceCents: 7_900, stock: { S: 6, M: 6, L: 2, XL: 0 } },
  {
    id: 'cotton-socks',
    name: 'Cotton socks, 3 pairs',
    priceCents: 1_490,
    stock: { S: 40, M: 55, L: 31, XL: 12 },
  },
];

const orders: ReadonlyMap<string, Order> = new Map(
  [
    order('A-1001', 'shipped', { orderedDaysAgo: 4, arrivesInDays: 1 }, [item('linen-shirt', 'M', 1)]),
    order('A-1002', 'packing', { orderedDaysAgo: 1, arrivesInDays: 3 }, [
      item('rain-jacket', 'S', 1),
      item('cotton-socks', 'S', 2),
    ]),
    order('A-1003', 'delivered', { orderedDaysAgo: 12, arrivesInDays: -8 }, [item('cotton-socks', 'L', 1)]),
    order('A-1004', 'delivered', { orderedDaysAgo: 20, arrivesInDays: -15 }, [
      item('wool-jumper', 'M', 1),
      item('denim-trousers', 'M', 1),
    ]),
    order('A-1005', 'packing', { orderedDaysAgo: 0, arrivesInDays: 4 }, [item('wool-jumper', 'L', 1)]),
  ].map((each) => [each.id, each]),
);

export type Size = 'S' | 'M' | 'L' | 'XL';

export interface Article {
  readonly id: string;
  readonly name: string;
  readonly priceCents: number;
  readonly stock: Readonly<Record<Size, number>>;
}

export interface Order {
  readonly id: string;
  status: 'packing' | 'shipped' | 'delivered' | 'cancelled';
  readonly items: readonly OrderItem[];
  readonly totalCents: number;
  /** ISO 8601 dates. */
  readonly orderedOn: string;
  readonly arrivesOn: string;
}

export interface OrderItem {
  readonly article: string;
  readonly size: Size;
  readonly pieces: number;
  readonly priceCents: number;
}

/** A day as an ISO 8601 date in UTC, so many days from today; the demo's orders are never years old. */
export function dayFromToday(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whatever case and spaces a customer wrote it in. */
export const findOrder = (id: string) => orders.get(id.trim().toUpperCase());

function order(
  id: string,
  status: Order['status'],
  days: { orderedDaysAgo: number; arrivesInDays: number },
  items: readonly OrderItem[],
): Order {
  const totalCents = items.reduce((sum, { pieces, priceCents }) => sum + pieces * priceCents, 0);
  const orderedOn = dayFromToday(-days.orderedDaysAgo);
  return { id, status, items, totalCents, orderedOn, arrivesOn: dayFromToday(days.arrivesInDays) };
}

function item(articleId: string, size: Size, pieces: number): OrderItem {
  const article = articles.find(({ id }) => id === articleId);
  if (!article) throw new Error(`the shop sells no ${articleId}`);
  return { article: article.name, size, pieces, priceCents: article.priceCents };
}
