import type { HeldWork } from '../../database/held-work.ts';
import { type ComponentKind, everything, type Pause } from '../../domain/component.ts';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { badShape, notFound } from '../problem.ts';
import { pageOf } from '../schemas/page-schema.ts';
import { pauseBody, pauseSchema, resumeBody } from '../schemas/pause-schema.ts';

/** The kill switch: stops everything, an assistant or a component, and lets it go on. */
export function addPauseRoutes(app: App, deps: Dependencies): void {
  const { rows, registry, components, bus, doorbell, log } = deps;
  const tags = ['registry'];

  async function listed() {
    const pauses = await rows.pauses.list();
    const scopes = new Set(pauses.map(({ scope }) => scope));
    const isStopped = (id: string) => scopes.has(everything) || scopes.has(id);
    const held = await rows.pauses.held(registry.assistants.map(({ id }) => id).filter(isStopped));
    return { items: pauses.map((pause) => shown(pause, held)), nextCursor: null };
  }

  app.get(
    '/v1/pauses',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      schema: { summary: 'What is paused, on one page', tags, response: { 200: pageOf(pauseSchema) } },
    },
    listed,
  );

  app.post(
    '/v1/pauses',
    {
      config: allow({ who: 'operator', role: roleFor.pause, act: 'pause' }),
      schema: {
        summary:
          'Pause everything, an assistant or a component; when this answers, every process keeps to it',
        tags,
        body: pauseBody,
        response: { 200: pageOf(pauseSchema) },
      },
    },
    async (request) => {
      const { scope, manner, reason } = request.body;
      await demandPausable(scope);
      const by = operatorOf(request).id;
      await rows.pauses.pause({ scope, manner, by, ...(reason !== undefined && { reason }) });
      await tellAll(`pause of ${scope}`);
      return await listed();
    },
  );

  app.post(
    '/v1/pauses/resume',
    {
      config: allow({ who: 'operator', role: roleFor.pause, act: 'resume' }),
      schema: {
        summary: 'Let it go on; what waited is taken up at once',
        tags,
        body: resumeBody,
        response: { 200: pageOf(pauseSchema) },
      },
    },
    async (request) => {
      const { scope } = request.body;
      if (!(await rows.pauses.resume(scope, operatorOf(request).id))) throw notFound();
      // Whoever is rung for would stand still again where a worker doesn't know yet.
      await tellAll(`end of the pause of ${scope}`);
      void ringWaiting(scope).catch((error) => log.warn({ error }, 'what waited is rung for by the sweep'));
      return await listed();
    },
  );

  async function demandPausable(scope: string): Promise<void> {
    if (scope === everything || registry.assistants.some(({ id }) => id === scope)) return;
    const known = [...registry.components, ...(await registry.fromServers())];
    const component = known.find(({ id }) => id === scope);
    if (!component) throw notFound();
    if (!pausable.includes(component.kind)) throw badShape(`a ${component.kind} can't be paused`);
  }

  async function ringWaiting(scope: string): Promise<void> {
    const ids = registry.assistants.map(({ id }) => id).filter((id) => scope === everything || scope === id);
    const free = ids.filter((id) => components.pauseOf(id) === undefined);
    for (let after: string | undefined; ; ) {
      const page = await rows.pauses.waiting(free, { after, limit: rungAtOnceMax });
      await Promise.all(page.map((waiting) => doorbell.wakeUp(waiting)));
      if (page.length < rungAtOnceMax) return;
      after = page.at(-1)?.conversationId;
    }
  }

  async function tellAll(what: string): Promise<void> {
    await components.refresh();
    const isKnown = await bus.barrier(httpBounds.settleMs);
    if (!isKnown) log.warn({ what }, 'not every process confirmed in time what is paused');
  }
}

const rungAtOnceMax = 10;

/** Without a guardrail or its memory an assistant would go on, worse than before. */
const pausable: readonly ComponentKind[] = ['model', 'tool', 'knowledge'];

function shown({ at, ...pause }: Pause, held: ReadonlyMap<string, HeldWork>) {
  const within = [...held].filter(([id]) => pause.scope === everything || pause.scope === id);
  const sum = (name: keyof HeldWork) => within.reduce((total, [, work]) => total + work[name], 0);
  return { ...pause, at: at.toISOString(), waiting: sum('waiting'), handedOver: sum('handedOver') };
}
