import { beginDraft, createDrafts, type DraftHandle } from '../../../src/database/drafts.ts';
import { createTurns } from '../../../src/database/turns.ts';
import type { HttpService } from './http-service.ts';

/** Writes answers into the database as the engine does, turn by turn. */
export function createTestEngine({ db }: Pick<HttpService, 'db'>, conversationId: string) {
  const turns = createTurns(db);
  const drafts = createDrafts(db);
  let number = 0;
  let afterSeq = 0;

  return {
    /** Opens a turn on what was said and begins its draft. */
    async open(): Promise<DraftHandle> {
      number += 1;
      const opened = await turns.open({
        conversationId,
        number,
        trigger: 'message',
        afterSeq,
        workTurnIds: [],
        manifestHash: 'none',
        route: { agent: 'desk', tier: 'small', reason: 'test' },
      });
      if (!opened.turn) throw new Error('nothing to answer');
      afterSeq = opened.claimedSeq;
      const { turnId } = opened.turn;
      return await this.startOver({ conversationId, turnId, fence: opened.control.fence });
    },
    async startOver({ turnId, fence }: Omit<DraftHandle, 'attempt'>): Promise<DraftHandle> {
      const draft = await db.transaction().execute((tx) => beginDraft(tx, { conversationId, turnId, fence }));
      if (!draft) throw new Error('the fence has moved');
      return draft;
    },
    release: (draft: DraftHandle, offset: number, text: string) => drafts.release(draft, offset, text),
    note: (draft: DraftHandle, id: string, text: string) =>
      turns.addNote({ conversationId, turnId: draft.turnId, fence: draft.fence, id, text }),
    answer: (draft: DraftHandle, text: string) =>
      turns.commitAnswer({
        conversationId,
        turnId: draft.turnId,
        fence: draft.fence,
        text,
        citations: [],
        answersTurnIds: [draft.turnId],
      }),
  };
}
