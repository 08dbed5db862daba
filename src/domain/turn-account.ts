import type { Step } from './turn.ts';

/** What an ended turn did and took, in few words, for whoever looks at the workflow. */
export interface TurnAccount {
  /** In the order done: `looked into help (5 passages)`, `find order`. */
  readonly did: readonly string[];
  readonly modelCalls: number;
  readonly costMicroUsd: number;
}

/** The account of a turn's steps, oldest first. It holds names and outcomes, nothing of what was said. */
export function accountOf(steps: readonly Accountable[]): TurnAccount {
  const did = steps.flatMap(({ kind, component, outcome }) => wordsFor(kind, component, outcome) ?? []);
  return {
    did: did.length > didMax ? [...did.slice(0, didMax), `and ${did.length - didMax} more`] : did,
    modelCalls: steps.filter(({ tokens }) => tokens !== undefined).length,
    costMicroUsd: steps.reduce((sum, step) => sum + (step.costMicroUsd ?? 0), 0),
  };
}

type Accountable = Pick<Step, 'kind' | 'component' | 'outcome' | 'tokens' | 'costMicroUsd'>;

const didMax = 12;

const plainName = (name: string) => name.replaceAll('_', ' ');

/** Undefined: it is told elsewhere, or goes without saying. */
function wordsFor(kind: Step['kind'], component: string, outcome: string): string | undefined {
  const name = plainName(component);
  switch (kind) {
    case 'tool':
      return outcome === 'done' ? name : `${name} (${plainName(outcome)})`;
    case 'retrieval':
      return `looked into ${name} (${outcome})`;
    case 'handoff':
      return `handed off to ${name}`;
    case 'agent':
      return `asked ${name}`;
    case 'approval':
      return `${name} (${outcome === 'pending' ? 'waits for a decision' : outcome})`;
    case 'guardrail':
      return outcome === 'allowed' ? undefined : `${name} (${outcome})`;
    case 'fallback':
    case 'budget':
    case 'plan':
      return `${kind}: ${plainName(outcome)}`;
    default:
      return undefined;
  }
}
