import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { conflict } from '../problem.ts';
import { newNoteSchema, noteSchema } from '../schemas/note-schema.ts';
import { pageOf } from '../schemas/page-schema.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

/** What operators write about a conversation for each other. */
export function addNoteRoutes(app: App, { rows }: Pick<Dependencies, 'rows'>): void {
  const preValidation = findConversation(rows);
  const tags = ['conversations'];

  app.get(
    '/v1/conversations/:id/notes',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      preValidation,
      schema: {
        summary: "Operators' notes, oldest first, all on one page; neither customers nor models see them",
        tags,
        response: { 200: pageOf(noteSchema) },
      },
    },
    async (request) => ({ items: await rows.notes.list(foundConversation(request).id), nextCursor: null }),
  );

  app.post(
    '/v1/conversations/:id/notes',
    {
      config: allow({ who: 'operator', role: roleFor.note, act: 'note' }),
      preValidation,
      schema: {
        summary: 'Write a note for colleagues; it stays as it is',
        tags,
        body: newNoteSchema,
        response: { 201: noteSchema },
      },
    },
    async (request, reply) => {
      const { id: conversationId } = foundConversation(request);
      const added = await rows.notes.add({ ...request.body, conversationId, by: operatorOf(request).id });
      if (added.outcome === 'conflict') throw conflict('This id stands for another note already.');
      if (added.outcome === 'full') throw conflict('There are as many notes here as there may be.');
      return reply.code(201).send(added.note);
    },
  );
}
