/** What the shop sells, and how many pieces of each size lie in the warehouse. */
export const articles: readonly SeedArticle[] = [
  article('linen-shirt', ['Linen shirt', 'Leinenhemd'], 'shirts', 5_900, { S: 4, M: 0, L: 7, XL: 2 }),
  article('rain-jacket', ['Rain jacket', 'Regenjacke'], 'outerwear', 12_900, { S: 1, M: 3, L: 0, XL: 0 }),
  article('wool-jumper', ['Wool jumper', 'Wollpullover'], 'knitwear', 8_900, { S: 0, M: 5, L: 5, XL: 1 }),
  article('denim-trousers', ['Denim jeans', 'Jeanshose'], 'trousers', 7_900, { S: 6, M: 6, L: 2, XL: 0 }),
  article('cotton-socks', ['Cotton socks, 3 pairs', 'Baumwollsocken, 3 Paar'], 'underwear', 1_490, {
    S: 40,
    M: 55,
    L: 31,
    XL: 12,
  }),
  article('poplin-shirt', ['Poplin shirt', 'Popelinehemd'], 'shirts', 6_900, {
    XS: 2,
    S: 5,
    M: 8,
    L: 3,
    XL: 0,
  }),
  article('organic-tee', ['Organic cotton T-shirt', 'T-Shirt aus Biobaumwolle'], 'shirts', 2_900, {
    XS: 12,
    S: 20,
    M: 26,
    L: 18,
    XL: 9,
    XXL: 4,
  }),
  article('merino-cardigan', ['Merino cardigan', 'Strickjacke aus Merinowolle'], 'knitwear', 9_900, {
    S: 2,
    M: 4,
    L: 0,
    XL: 1,
  }),
  article('wool-coat', ['Wool coat', 'Wollmantel'], 'outerwear', 24_900, { XS: 1, S: 2, M: 0, L: 3, XL: 1 }),
  article('quilted-vest', ['Quilted vest', 'Steppweste'], 'outerwear', 8_500, { S: 3, M: 6, L: 4, XL: 0 }),
  article('corduroy-trousers', ['Corduroy trousers', 'Cordhose'], 'trousers', 8_400, {
    S: 0,
    M: 2,
    L: 5,
    XL: 3,
  }),
  article('linen-trousers', ['Linen trousers', 'Leinenhose'], 'trousers', 7_400, { XS: 3, S: 3, M: 1, L: 0 }),
  article('midi-skirt', ['Midi skirt', 'Midirock'], 'skirts', 6_400, { XS: 4, S: 2, M: 5, L: 1 }),
  article('wrap-dress', ['Wrap dress', 'Wickelkleid'], 'dresses', 9_400, {
    XS: 0,
    S: 3,
    M: 3,
    L: 2,
  }),
  article('jersey-pyjamas', ['Jersey pyjamas', 'Jersey-Schlafanzug'], 'underwear', 5_400, {
    S: 7,
    M: 9,
    L: 6,
    XL: 2,
  }),
  article('wool-scarf', ['Wool scarf', 'Wollschal'], 'accessories', 3_900, { 'ONE SIZE': 14 }),
  article('knit-beanie', ['Knit beanie', 'Strickmütze'], 'accessories', 2_400, { 'ONE SIZE': 0 }),
  article('leather-belt', ['Leather belt', 'Ledergürtel'], 'accessories', 4_500, { S: 5, M: 8, L: 6 }),
];

/** Sizes, smallest first; scarves and beanies come in one. */
export const sizes = ['XS', 'S', 'M', 'L', 'XL', 'XXL', 'ONE SIZE'] as const;
export type Size = (typeof sizes)[number];

interface SeedArticle {
  readonly id: string;
  readonly name: string;
  readonly nameDe: string;
  readonly category: string;
  readonly priceCents: number;
  readonly stock: Readonly<Partial<Record<Size, number>>>;
}

function article(
  id: string,
  [name, nameDe]: readonly [string, string],
  category: string,
  priceCents: number,
  stock: SeedArticle['stock'],
): SeedArticle {
  return { id, name, nameDe, category, priceCents, stock };
}
