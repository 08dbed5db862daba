import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../data/api.ts';
import type { Turn } from '../data/shapes.ts';
import { useResource } from '../data/use-resource.ts';
import { GroundsList } from './grounds-list.tsx';
import { PlanGraph } from './plan-graph.tsx';
import { plansIn } from './plans-in.ts';
import { Waterfall } from './waterfall.tsx';

interface TurnInsideProps {
  readonly conversationId: string;
  readonly turn: Turn;
}

/** A turn that is looked into: how it was planned, what its answer rests on, and each of its steps. */
export function TurnInside({ conversationId, turn }: TurnInsideProps) {
  const { data, problem } = useResource(
    `turn ${turn.id}`,
    (signal) => api.turn(conversationId, turn.id, signal),
    conversationId,
  );
  const [openId, setOpenId] = useState<string>();
  const inside = useRef<HTMLDivElement>(null);
  const shownId = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (shownId.current === undefined || shownId.current !== openId) return;
    shownId.current = undefined;
    // Whoever followed a link goes on from where it led.
    inside.current?.querySelector<HTMLElement>('.step[aria-expanded="true"]')?.focus();
  }, [openId]);
  return (
    <div ref={inside}>
      {data && plansIn(data.steps).map((plan) => <PlanGraph key={plan.stepId} plan={plan} />)}
      {data && (
        <GroundsList
          turn={data}
          onShowStep={(id) => {
            shownId.current = id;
            setOpenId(id);
          }}
        />
      )}
      <Waterfall turn={turn} traced={data} problem={problem} openId={openId} onOpen={setOpenId} />
    </div>
  );
}
