import { z } from 'zod';
import type { DemoRequest } from '../demo-request.ts';
import { summaryOf } from './summary.ts';
import { taskPlan } from './task-plan.ts';
import { understand } from './understand.ts';
import { valueFor } from './value-for-schema.ts';

/** Whether the request wants JSON of a given shape rather than an answer in words. */
export const isReadyToGive = (request: DemoRequest) => request.response_format?.type === 'json_schema';

/** JSON that fits the request's schema; what is asked in a known form is made out from the messages, the rest is empty. */
export function structuredAnswer({ response_format, messages }: DemoRequest): string {
  const schema = response_format?.json_schema?.schema ?? {};
  const properties = shape.safeParse(schema).data?.properties ?? {};
  const system = messages
    .filter(({ role }) => role === 'system' || role === 'developer')
    .map(({ content }) => content);
  const said = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const known = {
    ...(properties.intent?.enum && understand(system.join('\n'), said, properties.intent.enum)),
    ...(properties.tasks && { tasks: taskPlan(messages) }),
    ...(properties.summary && { summary: summaryOf(said) }),
  };
  return JSON.stringify(valueFor(schema, known));
}

const shape = z.looseObject({
  properties: z
    .record(z.string(), z.looseObject({ enum: z.array(z.string()).max(1_000).optional().catch(undefined) }))
    .optional(),
});
