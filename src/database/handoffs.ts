import { type Handoff, handoffResult } from '../domain/handoff.ts';
import type { Route } from '../domain/turn.ts';
import type { Database } from './open-database.ts';

export type Handoffs = ReturnType<typeof createHandoffs>;

/** Turns that went from one agent to another. */
export function createHandoffs(db: Database) {
  return {
    /** Routes the turn anew, and lets the call that asked for it tell so. */
    record: (done: {
      readonly turnId: string;
      readonly callId: string;
      readonly route: Route;
      readonly handoff: Handoff;
    }): Promise<void> =>
      db.transaction().execute(async (tx) => {
        await tx
          .updateTable('turns')
          .set({ route: JSON.stringify(done.route) })
          .where('id', '=', done.turnId)
          .execute();
        await tx
          .updateTable('tool_calls')
          .set({ state: 'done', result: JSON.stringify(handoffResult(done.handoff)) })
          .where('id', '=', done.callId)
          .execute();
      }),
  };
}
