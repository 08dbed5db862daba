import { sql } from 'kysely';
import type { FoundPassage, NumberedPassage } from '../domain/knowledge.ts';
import type { Citation } from '../domain/message.ts';
import type { Database } from './open-database.ts';

export type TurnPassages = ReturnType<typeof createTurnPassages>;

/** The passages that a turn's model is shown, numbered as it may cite them. */
export function createTurnPassages(db: Database) {
  return {
    /** Numbers what is new to the turn, after what it has; gives all of `found` with their numbers, in their order. */
    add: (turnId: string, base: string, found: readonly FoundPassage[]): Promise<NumberedPassage[]> =>
      db.transaction().execute(async (tx) => {
        // One at a time, so that two look-ups of a round don't give one number twice.
        await tx.selectFrom('turns').select('id').where('id', '=', turnId).forUpdate().execute();
        const known = await passagesOf(tx, turnId);
        const fresh = found.filter(({ passageId }) => !known.some((each) => each.passageId === passageId));
        const numbered = fresh.map((passage, index) => ({
          ...passage,
          base,
          number: known.length + index + 1,
        }));
        if (numbered.length > 0)
          await tx
            .insertInto('turn_passages')
            .values(numbered.map((passage) => asRow(turnId, passage)))
            .execute();
        const all = [...known, ...numbered];
        return found.flatMap(({ passageId }) => all.filter((each) => each.passageId === passageId));
      }),

    of: (turnId: string): Promise<NumberedPassage[]> => passagesOf(db, turnId),

    /** Citations in the order of their first mark; a number that names nothing is dropped. */
    async cited(turnId: string, numbers: readonly number[]): Promise<Citation[]> {
      const known = new Map((await passagesOf(db, turnId)).map((passage) => [passage.number, passage]));
      return [...new Set(numbers)].flatMap((number) => {
        const passage = known.get(number);
        if (!passage) return [];
        const { title, url, text } = passage;
        return [{ title, ...(url !== undefined && { url }), passage: text }];
      });
    },
  };
}

/** What the turn's model was shown, by number. */
export async function passagesOf(db: Database, turnId: string): Promise<NumberedPassage[]> {
  const rows = await db
    .selectFrom('turn_passages')
    .selectAll()
    .where('turn_id', '=', sql<string>`${turnId}::uuid`)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    base: row.base,
    passageId: row.passage_id,
    title: row.title,
    ...(row.url !== null && { url: row.url }),
    text: row.text,
  }));
}

const asRow = (turnId: string, { number, base, passageId, title, url, text }: NumberedPassage) => ({
  turn_id: turnId,
  number,
  base,
  passage_id: passageId,
  title,
  url: url ?? null,
  text,
});
