/** What waits at a task queue goes in this order: lower numbers first. Temporal has 1 to 5, and 3 where nothing is said. */
const live = 2;
const background = 4;

/**
 * Of a conversation, whose activities have it too: a customer waits. Assistants take turns, so that one which is flooded
 * leaves the others their share. Temporal takes keys of 64 bytes.
 */
export const livePriority = (assistant: string) => ({ priorityKey: live, fairnessKey: assistant });

/** Of what nobody waits for. */
export const backgroundPriority = { priorityKey: background } as const;
