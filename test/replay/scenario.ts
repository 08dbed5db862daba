import { z } from 'zod';
import { createApprovals } from '../../src/database/approvals.ts';
import { type AssistantDefinition, defineTool } from '../../src/registry/baton.ts';
import { eventually } from '../support/eventually.ts';
import type { Script } from '../support/stand-in-model.ts';
import type { TestEngine } from '../support/test-engine.ts';

/** One life of a conversation whose histories are kept. */
export interface Scenario {
  readonly script: Script;
  readonly assistant?: Partial<AssistantDefinition>;
  readonly dynamicConfig?: Record<string, string>;
  /** Plays it in the given conversation; resolves when its history may be read. */
  play(engine: TestEngine, id: string): Promise<unknown>;
}

/** A tool that gives back what it was asked for. */
export const tool = (name: string, run: 'local' | 'durable', extra: object = {}) =>
  defineTool({
    name,
    description: `Does ${name}.`,
    input: z.object({ what: z.string() }),
    output: z.object({ found: z.string() }),
    effect: 'read',
    policy: { timeoutMs: 1_000, run },
    run: ({ what }) => ({ found: what }),
    ...extra,
  });

/** One that changes something, once a person has agreed. */
export const pay = (approval: object) =>
  tool('pay', 'durable', { effect: 'keyed', effectKey: ({ what }: { what: string }) => what, approval });

/** Whether the transcript has so many answers. */
export const answersAre = (count: number) => (all: { kind: string }[]) =>
  all.filter((message) => message.kind === 'answer').length === count;

export const pendingApproval = (engine: TestEngine) =>
  eventually(async () => (await createApprovals(engine.db).list({ state: 'pending', limit: 1 })).items[0]);
