import type { JsonSchema } from './model.ts';

/** What a component is: a named, versioned capability that an assistant rests on. */
export const componentKinds = [
  'model',
  'tool',
  'knowledge',
  'memory',
  'guardrail',
  'channel',
  'api',
  'monitor',
] as const;
export type ComponentKind = (typeof componentKinds)[number];

/** How a component is now. `degraded`: it serves, less well. `down`: its calls fail. `paused`: an operator stopped it. */
export const componentStates = ['ok', 'degraded', 'down', 'paused'] as const;
export type ComponentState = (typeof componentStates)[number];

/** How freely what goes in and out of a component may be shown around. */
export const dataClasses = ['public', 'internal', 'personal', 'sensitive'] as const;
export type DataClass = (typeof dataClasses)[number];

/** A component as plain data. */
export interface ComponentDescription {
  readonly id: string;
  readonly assistant: string;
  readonly kind: ComponentKind;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** What it can do: components of one kind that share one can stand in for each other. */
  readonly capabilities: readonly string[];
  /** JSON Schemas of what goes in and what comes out; null: it takes, or gives, nothing. */
  readonly input: JsonSchema | null;
  readonly output: JsonSchema | null;
  /** Limits and rules that its use goes by. */
  readonly policy: Readonly<Record<string, unknown>>;
  readonly dataClass: DataClass;
}

/** A component's id. The name of a model is its tier's. */
export const componentIdOf = (assistant: string, kind: ComponentKind, name: string): string =>
  `${assistant}/${kind}/${name}`;

/** Live status of components, and the way that calls go to them. */
export interface Components {
  /** From memory; all processes agree within about a second. */
  stateOf(id: string): ComponentState;
  /** How the assistant is paused, alone or with everything; undefined: it is not. */
  pauseOf(assistant: string): PauseManner | undefined;
  /** Why it isn't well, and since when; undefined: it is, as far as anybody knows. */
  troubleOf(id: string): Trouble | undefined;
  /**
   * Makes the call unless the component is down or paused, and notes how it went. `halt` aborts when the component, its
   * assistant or everything is paused; whoever hands it to the call lets it be cut. Rejects with `ComponentUnavailable`,
   * or with what the call threw.
   */
  guarded<T>(id: string, call: (halt: AbortSignal) => Promise<T>, options?: GuardOptions): Promise<T>;
}

export interface GuardOptions {
  /** Whether what a call threw says that the component is not well. Default: `isFault`. */
  readonly isFault?: (error: unknown) => boolean;
}

/** A call that was not made, or was cut: its component is down, or paused. */
export class ComponentUnavailable extends Error {
  override readonly name = 'ComponentUnavailable';
  readonly component: string;
  readonly state: 'down' | 'paused';

  constructor(component: string, state: 'down' | 'paused') {
    super(`${component} is ${state}`);
    this.component = component;
    this.state = state;
  }
}

/** A component that isn't well. */
export interface Trouble {
  readonly state: 'degraded' | 'down';
  /** In our own words: nothing that a vendor wrote. */
  readonly reason: string;
  readonly since: Date;
  /** When one that is down may next be tried; of one with `byRate`, until when that holds. */
  readonly trialAt: Date;
  /** Whether it was found by how often its calls fail. */
  readonly byRate?: boolean;
}

/** Everything that is not as it should be; what isn't named is well. */
export interface Standing {
  /** By component. */
  readonly troubles: ReadonlyMap<string, Trouble>;
  /** Scopes that an operator has paused. */
  readonly paused: ReadonlyMap<string, PauseManner>;
}

export const allWell: Standing = { troubles: new Map(), paused: new Map() };

/** The scope of a pause that stops every assistant. */
export const everything = '*';

/** What becomes of customers of a paused assistant: operators get them, or they wait until it goes on. */
export const pauseManners = ['hand_over', 'wait'] as const;
export type PauseManner = (typeof pauseManners)[number];

/** Why a conversation went to operators that a pause handed over. */
export const pausedReason = 'the assistant is paused';

/** What an operator has stopped. */
export interface Pause {
  readonly scope: string;
  readonly manner: PauseManner;
  readonly reason?: string;
  readonly by: string;
  /** Where that is an operator. */
  readonly byEmail?: string;
  readonly at: Date;
}

/** The scopes that a component stands in, widest first: everything, its assistant, itself. */
export const scopesOf = (id: string): string[] => [everything, id.slice(0, id.indexOf('/')), id];

export function stateIn({ troubles, paused }: Standing, id: string): ComponentState {
  if (scopesOf(id).some((scope) => paused.has(scope))) return 'paused';
  return troubles.get(id)?.state ?? 'ok';
}
