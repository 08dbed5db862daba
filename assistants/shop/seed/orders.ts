import type { Size } from './articles.ts';

type Item = readonly [articleId: string, size: Size, pieces: number];
type Status = 'packing' | 'shipped' | 'delivered' | 'cancelled';

/** Days are counted from the day of filling; below zero is past. */
interface SeedOrder {
  readonly id: string;
  readonly customerId: string;
  readonly asGuest: boolean;
  readonly status: Status;
  readonly orderedDaysAgo: number;
  readonly arrivesInDays: number;
  readonly items: readonly Item[];
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly country: string;
}

const homes = {
  'c-100': ['Kastanienallee 12', '10115', 'Berlin', 'DE'],
  'c-101': ['Lange Reihe 80', '20099', 'Hamburg', 'DE'],
  'c-102': ['Ehrenstraße 31', '50672', 'Köln', 'DE'],
  'c-103': ['14 rue des Écouffes', '75004', 'Paris', 'FR'],
  'c-104': ['Zollergasse 9', '1070', 'Wien', 'AT'],
  'c-105': ['Langstrasse 120', '8004', 'Zürich', 'CH'],
} as const;
type CustomerId = keyof typeof homes;

/** Lena's first five were ordered as a guest, so the demo shows them to whoever asks by number. */
export const orders: readonly SeedOrder[] = [
  order('A-1001', 'c-100', 'shipped', [4, 1], [['linen-shirt', 'M', 1]], 'guest'),
  order(
    'A-1002',
    'c-100',
    'packing',
    [1, 3],
    [
      ['rain-jacket', 'S', 1],
      ['cotton-socks', 'S', 2],
    ],
    'guest',
  ),
  order('A-1003', 'c-100', 'delivered', [12, -8], [['cotton-socks', 'L', 1]], 'guest'),
  order(
    'A-1004',
    'c-100',
    'delivered',
    [20, -15],
    [
      ['wool-jumper', 'M', 1],
      ['denim-trousers', 'M', 1],
    ],
    'guest',
  ),
  order('A-1005', 'c-100', 'packing', [0, 4], [['wool-jumper', 'L', 1]], 'guest'),
  order(
    'A-1006',
    'c-100',
    'packing',
    [0, 3],
    [
      ['wrap-dress', 'S', 1],
      ['leather-belt', 'S', 1],
    ],
  ),
  order('A-1007', 'c-100', 'delivered', [55, -50], [['organic-tee', 'S', 3]]),
  order('A-1008', 'c-101', 'shipped', [3, 1], [['wool-coat', 'L', 1]]),
  order(
    'A-1009',
    'c-101',
    'delivered',
    [9, -5],
    [
      ['poplin-shirt', 'L', 2],
      ['wool-scarf', 'ONE SIZE', 1],
    ],
  ),
  order('A-1010', 'c-101', 'cancelled', [16, -12], [['knit-beanie', 'ONE SIZE', 1]]),
  order('A-1011', 'c-102', 'packing', [1, 2], [['midi-skirt', 'M', 1]]),
  order(
    'A-1012',
    'c-102',
    'delivered',
    [30, -26],
    [
      ['merino-cardigan', 'M', 1],
      ['midi-skirt', 'S', 1],
    ],
  ),
  order('A-1013', 'c-103', 'shipped', [6, 1], [['linen-trousers', 'S', 1]]),
  order(
    'A-1014',
    'c-104',
    'packing',
    [0, 4],
    [
      ['corduroy-trousers', 'L', 1],
      ['quilted-vest', 'L', 1],
    ],
  ),
  order('A-1015', 'c-104', 'delivered', [14, -10], [['jersey-pyjamas', 'L', 1]]),
  order(
    'A-1016',
    'c-105',
    'shipped',
    [7, 2],
    [
      ['quilted-vest', 'M', 1],
      ['cotton-socks', 'M', 3],
    ],
  ),
];

function order(
  id: string,
  customerId: CustomerId,
  status: Status,
  [orderedDaysAgo, arrivesInDays]: readonly [number, number],
  items: readonly Item[],
  by: 'guest' | 'account' = 'account',
): SeedOrder {
  const [street, postcode, city, country] = homes[customerId];
  return {
    ...{ id, customerId, asGuest: by === 'guest', status, orderedDaysAgo, arrivesInDays, items },
    ...{ street, postcode, city, country },
  };
}
