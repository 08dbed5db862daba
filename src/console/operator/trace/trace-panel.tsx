import { useEffect, useState } from 'preact/hooks';
import { api } from '../data/api.ts';
import type { Turn } from '../data/shapes.ts';
import { useResource } from '../data/use-resource.ts';
import { money, plain, time } from '../words.ts';
import { TurnInside } from './turn-inside.tsx';

interface TracePanelProps {
  readonly conversationId: string;
  /** The turn that was asked about. */
  readonly turnId?: string;
}

/** What the assistant did, turn by turn, the newest first. */
export function TracePanel({ conversationId, turnId }: TracePanelProps) {
  const { data, problem } = useResource(
    `turns of ${conversationId}`,
    (signal) => api.turns(conversationId, signal),
    conversationId,
  );
  const [openId, setOpenId] = useState(turnId);
  useEffect(() => setOpenId(turnId), [turnId]);
  if (!data) return <p class="nothing">{problem ?? 'One moment…'}</p>;
  if (data.items.length === 0) return <p class="nothing">The assistant has done nothing yet.</p>;
  const shownId = openId ?? data.items[0]?.id;
  return (
    <ol class="turns">
      {data.items.map((turn) => (
        <li key={turn.id}>
          <TurnHead turn={turn} isOpen={turn.id === shownId} onOpen={() => setOpenId(turn.id)} />
          {turn.id === shownId && <TurnInside conversationId={conversationId} turn={turn} />}
        </li>
      ))}
    </ol>
  );
}

interface TurnHeadProps {
  readonly turn: Turn;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function TurnHead({ turn, isOpen, onOpen }: TurnHeadProps) {
  const { trigger, messageSeqs, intent, route, outcome, steps } = turn;
  const [first] = steps;
  const cost = steps.reduce((sum, step) => sum + (step.costMicroUsd ?? 0), 0);
  const tokens = steps.reduce((sum, step) => sum + (step.tokens?.input ?? 0) + (step.tokens?.output ?? 0), 0);
  const about = messageSeqs.length > 0 ? `message ${messageSeqs.join(', ')}` : plain(trigger);
  return (
    <>
      <button type="button" class="turn-head" aria-expanded={isOpen} onClick={onOpen}>
        <strong>{about}</strong> <span>{outcome ? plain(outcome) : 'under way'}</span>
        <span class="faint">
          {first && time(first.startedAt)} · {money(cost)}
          {tokens > 0 && ` · ${tokens} tokens`}
        </span>
      </button>
      {isOpen && (
        <p class="turn-why">
          {intent && <>Wants: {plain(intent)}. </>}
          {route && (
            <>
              Answered as {route.agent} with the {route.tier} model: {route.reason}.
            </>
          )}
        </p>
      )}
    </>
  );
}
