import { defineTool } from 'baton';
import { z } from 'zod';
import { shopDatabase } from '../database.ts';
import { sizes } from '../seed/articles.ts';
import { findStock } from '../stock.ts';

export const checkStockTool = defineTool({
  name: 'check_stock',
  description:
    'Say what of an article is in stock and what it costs, in one size or in all. Takes a name or a part of it, in English or German, such as "jacket".',
  input: z.object({ article: z.string().min(2).max(100), size: z.enum(sizes).optional() }),
  output: z.object({
    matches: z.array(
      z.object({ article: z.string(), priceCents: z.int(), stock: z.record(z.string(), z.int()) }),
    ),
  }),
  effect: 'read',
  proof: 'claimed',
  policy: { timeoutMs: 1_000 },
  run: async ({ article, size }, { log }) => ({
    matches: await findStock(await shopDatabase(log), { words: article, size }),
  }),
});
