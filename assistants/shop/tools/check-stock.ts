import { defineTool } from 'baton';
import { z } from 'zod';
import { articles } from '../data.ts';

export const checkStockTool = defineTool({
  name: 'check_stock',
  description:
    'Say what of an article is in stock, in one size or in all. Takes a name or a part of it, in English, such as "jacket".',
  input: z.object({ article: z.string().min(2).max(100), size: z.enum(['S', 'M', 'L', 'XL']).optional() }),
  output: z.object({
    matches: z.array(
      z.object({ article: z.string(), priceCents: z.int(), stock: z.record(z.string(), z.int()) }),
    ),
  }),
  effect: 'read',
  proof: 'claimed',
  policy: { timeoutMs: 1_000 },
  run: ({ article, size }) => {
    const wanted = article.trim().toLowerCase();
    const matches = articles.filter(({ id, name }) => id === wanted || name.toLowerCase().includes(wanted));
    return {
      matches: matches.map(({ name, priceCents, stock }) => ({
        article: name,
        priceCents,
        stock: size ? { [size]: stock[size] } : stock,
      })),
    };
  },
});
