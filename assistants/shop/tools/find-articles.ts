import { defineTool } from 'baton';
import { z } from 'zod';
import { shopDatabase } from '../database.ts';
import { sizes } from '../seed/articles.ts';
import { findStock } from '../stock.ts';

export const findArticlesTool = defineTool({
  name: 'find_articles',
  description:
    'List articles of the range that can be bought now, when the customer looks for something without naming it: by category (shirts, outerwear, knitwear, trousers, skirts, dresses, underwear, accessories), size or price in cents.',
  input: z.object({
    category: z.string().min(2).max(50).optional(),
    size: z.enum(sizes).optional(),
    priceCentsMax: z.int().positive().max(1_000_000).optional(),
  }),
  output: z.object({
    articles: z.array(
      z.object({ article: z.string(), priceCents: z.int(), stock: z.record(z.string(), z.int()) }),
    ),
  }),
  effect: 'read',
  proof: 'claimed',
  policy: { timeoutMs: 1_000 },
  run: async ({ category, size, priceCentsMax }, { log }) => ({
    articles: await findStock(await shopDatabase(log), {
      words: category,
      size,
      priceCentsMax,
      onlyInStock: true,
    }),
  }),
});
