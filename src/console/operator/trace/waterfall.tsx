import type { Step, TracedTurn, Turn } from '../data/shapes.ts';
import { duration, money, plain } from '../words.ts';
import { barsOf, inTree } from './bars.ts';
import { StepDetail } from './step-detail.tsx';

interface WaterfallProps {
  readonly turn: Turn;
  /** With what went in and out; undefined until it has come. */
  readonly traced: TracedTurn | undefined;
  readonly problem: string | undefined;
  readonly openId: string | undefined;
  readonly onOpen: (stepId: string | undefined) => void;
}

/** A turn's steps in time: what ran beside what, and what each took, cost and gave. */
export function Waterfall({ turn, traced, problem, openId, onOpen }: WaterfallProps) {
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
              onClick={() => onOpen(isOpen ? undefined : step.id)}
            >
              <span class="step-name">
                <span class="kind">{plain(step.kind)}</span> {plain(step.component)}
              </span>
              <span class={`step-outcome ${toneOf(step)}`}>{plain(step.outcome)}</span>
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
            {isOpen && <Inside stepId={step.id} traced={traced} problem={problem} />}
          </li>
        );
      })}
    </ol>
  );
}

/** What did not go its usual way is seen without opening it. */
function toneOf({ kind, outcome, attempts }: Step): string {
  if (failed.has(outcome)) return 'is-failed';
  const isDetour = kind === 'fallback' || kind === 'budget' || outcome === 'discarded' || attempts > 1;
  return isDetour ? 'is-detour' : '';
}

const failed: ReadonlySet<string> = new Set(['failed', 'unknown', 'blocked', 'late', 'rejected', 'expired']);

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

interface InsideProps extends Pick<WaterfallProps, 'traced' | 'problem'> {
  readonly stepId: string;
}

function Inside({ stepId, traced, problem }: InsideProps) {
  if (!traced) return <p class="nothing">{problem ?? 'One moment…'}</p>;
  return <StepDetail detail={traced.steps.find(({ id }) => id === stepId)?.detail} />;
}
