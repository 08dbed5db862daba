import type { Queryable } from './database.ts';
import { type Size, sizes } from './seed/articles.ts';

/** An article with the pieces that are left of each size. */
export interface ArticleStock {
  readonly article: string;
  readonly priceCents: number;
  readonly stock: Readonly<Record<string, number>>;
}

/** What an article is looked for by; every part that is given must fit. */
export interface ArticleQuery {
  /** All of its words stand in the English or the German name, or in the category; a plural counts too. */
  readonly words?: string | undefined;
  readonly size?: Size | undefined;
  readonly priceCentsMax?: number | undefined;
  /** Whether at least one piece (of that size) has to be there. */
  readonly onlyInStock?: boolean | undefined;
}

const articlesMax = 20;

/** Articles that fit, by name, and named in the language they were asked for in. */
export async function findStock(db: Queryable, query: ArticleQuery): Promise<ArticleStock[]> {
  const { rows } = await db.query<ArticleRow>(
    `select a.id, a.name, a.name_de, a.category, a.price_cents, jsonb_object_agg(s.size, s.pieces) as stock
     from shop.articles a join shop.stock s on s.article_id = a.id
     where ($1::text is null or s.size = $1) and ($2::int is null or a.price_cents <= $2)
     group by a.id
     having not $3 or sum(s.pieces) > 0
     order by a.name`,
    [query.size ?? null, query.priceCentsMax ?? null, query.onlyInStock ?? false],
  );
  const words = wordsOf(query.words ?? '');
  return rows.flatMap((row) => named(row, words)).slice(0, articlesMax);
}

interface ArticleRow {
  readonly id: string;
  readonly name: string;
  readonly name_de: string;
  readonly category: string;
  readonly price_cents: number;
  readonly stock: Readonly<Record<string, number>>;
}

function named(row: ArticleRow, words: readonly string[]): ArticleStock[] {
  const fits = (text: string) => words.every((word) => plain(text).includes(word));
  const inEnglish = fits(`${row.id.replaceAll('-', ' ')} ${row.name} ${row.category}`);
  if (!inEnglish && !fits(row.name_de)) return [];
  const stock = Object.fromEntries(
    sizes.flatMap((size) => (size in row.stock ? [[size, row.stock[size] ?? 0]] : [])),
  );
  return [{ article: inEnglish ? row.name : row.name_de, priceCents: row.price_cents, stock }];
}

/** Without the endings of plurals and without umlauts, so that "shirts" finds the shirt and "Mäntel" the Wollmantel. */
const wordsOf = (text: string) =>
  plain(text)
    .split(/[\s,;-]+/)
    .filter(Boolean)
    .map((word) => word.replace(/(?<=.{4})(en|er|s|n|e)$/, ''));

const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
