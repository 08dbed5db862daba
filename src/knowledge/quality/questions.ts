import { z } from 'zod';

/** A question as a customer writes it, with words of the passage that answers it. */
export type Question = z.infer<typeof question>;

const question = z.strictObject({
  question: z.string().trim().min(1).max(500),
  /** A BCP 47 tag. */
  language: z.string().regex(/^[a-z]{2,3}$/),
  /** Path of the document within its folder. */
  document: z.string().min(1),
  /** Stands in the passage word for word, but for where lines end. */
  passage: z.string().min(1),
});

/** What `questions.json` beside an assistant holds. */
export const questionsShape = z.array(question).min(1).max(1_000);
