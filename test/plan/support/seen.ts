import type { TestEngine } from '../../support/test-engine.ts';

/** The text of the answer, once it is there. */
export async function answered(engine: TestEngine, id: string, count = 1): Promise<string> {
  const isAnswer = ({ kind }: { kind: string }) => kind === 'answer';
  const messages = await engine.transcriptWhen(id, (all) => all.filter(isAnswer).length >= count);
  return messages.filter(isAnswer).at(-1)?.text ?? '';
}

/** The durable activities of a history, in order: when each was scheduled and when it was over. */
export async function eventsOf(engine: TestEngine, id: string) {
  const { events } = await engine.history(id);
  const names = new Map<string, string>();
  return (events ?? []).map((event) => {
    const at = Number(event.eventId);
    const scheduled = event.activityTaskScheduledEventAttributes?.activityType?.name ?? undefined;
    if (scheduled !== undefined) names.set(String(at), scheduled);
    const ended = event.activityTaskCompletedEventAttributes?.scheduledEventId;
    return {
      at,
      scheduled,
      completes: ended ? names.get(String(ended)) : undefined,
      isWorkflowTask: Boolean(event.workflowTaskCompletedEventAttributes),
    };
  });
}

/** What the Temporal UI calls the steps. */
export async function summariesOf(engine: TestEngine, id: string): Promise<string[]> {
  const { events } = await engine.history(id);
  return (events ?? []).flatMap(({ userMetadata }) => {
    const data = userMetadata?.summary?.data;
    return data ? [JSON.parse(Buffer.from(data).toString()) as string] : [];
  });
}

interface Seen {
  readonly kind: string;
  readonly outcome: string;
  readonly component: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was written down
  readonly detail: any;
}

/** The trace of plans and tasks, with what operators see of each. */
export async function planStepsOf(engine: TestEngine, conversationId: string): Promise<Seen[]> {
  return await engine.db
    .selectFrom('steps')
    .innerJoin('turns', 'turns.id', 'steps.turn_id')
    .select(['steps.kind', 'steps.outcome', 'steps.component', 'steps.detail'])
    .where('turns.conversation_id', '=', conversationId)
    .where('steps.kind', 'in', ['plan', 'task'])
    .orderBy('steps.started_at')
    .execute();
}
