import { useState } from 'preact/hooks';
import { api } from '../data/api.ts';
import type { Step, Turn } from '../data/shapes.ts';
import { useResource } from '../data/use-resource.ts';
import { duration, money, plain } from '../words.ts';
import { barsOf, inTree } from './bars.ts';
import { StepDetail } from './step-detail.tsx';

interface WaterfallProps {
  readonly conversationId: string;
  readonly turn: Turn;
}

/** A turn's steps in time: what ran beside what, and what each took, cost and gave. */
export function Waterfall({ conversationId, turn }: WaterfallProps) {
  const [openId, setOpenId] = useState<string>();
  const bars = barsOf(turn.steps);
  if (turn.steps.length === 0) return <p class="nothing">No step has ended yet.</p>;
  return (
    <ol class="waterfall">
      {inTree(turn.steps).map(({ step, depth }) => {
        const bar = bars.get(step.id);
        const isOpen = step.id === openId;
        return (
          <li key={step.id} style={{ '--depth': depth }}>
            <button
              type="button"
              class="step"
              aria-expanded={isOpen}
              onClick={() => setOpenId(isOpen ? undefined : step.id)}
            >
              <span class="step-name">
                <span class="kind">{plain(step.kind)}</span> {plain(step.component)}
              </span>
              <span class="step-outcome">{plain(step.outcome)}</span>
              <span class="track" aria-hidden="true">
                {bar && (
                  <span
                    class={`bar kind-${step.kind}`}
                    style={{ insetInlineStart: `${bar.startPercent}%`, inlineSize: `${bar.lengthPercent}%` }}
                  />
                )}
              </span>
              <span class="faint step-numbers">{numbersOf(step, bar?.lengthMs)}</span>
            </button>
            {isOpen && <Inside conversationId={conversationId} turnId={turn.id} stepId={step.id} />}
          </li>
        );
      })}
    </ol>
  );
}

function numbersOf(step: Step, lengthMs: number | undefined): string {
  return [
    lengthMs !== undefined && duration(lengthMs),
    step.attempts > 1 && `${step.attempts} attempts`,
    step.tokens && `${step.tokens.input} + ${step.tokens.output} tokens`,
    step.costMicroUsd !== undefined && money(step.costMicroUsd),
  ]
    .filter(Boolean)
    .join(' · ');
}

interface InsideProps {
  readonly conversationId: string;
  readonly turnId: string;
  readonly stepId: string;
}

function Inside({ conversationId, turnId, stepId }: InsideProps) {
  const key = `turn ${turnId}`;
  const { data, problem } = useResource(
    key,
    (signal) => api.turn(conversationId, turnId, signal),
    conversationId,
  );
  if (!data) return <p class="nothing">{problem ?? 'One moment…'}</p>;
  const step = data.steps.find(({ id }) => id === stepId);
  return <StepDetail detail={step?.detail} />;
}
