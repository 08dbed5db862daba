import { type Chance, chanceOf } from '../../seam/random.ts';

/** What a customer of a storm is there for. */
export const roles = [
  'calm',
  'burst',
  'approval',
  'taken',
  'thrifty',
  'tools',
  'plans',
  'doomed',
  'asks',
  'long',
  'taken',
  'approval',
  'agents',
  'closed',
  'thrifty',
  'burst',
  'tools',
  'calm',
  'taken',
  'burst',
] as const;
export type Role = (typeof roles)[number];

/** One customer, by the seed and their number alone. */
export interface Part {
  readonly role: Role;
  /** Begins the token of each of their wishes, so that every log tells whose it is. */
  readonly tag: string;
  readonly assistant: Assistant;
  readonly chance: Chance;
}

/**
 * `thrifty` has next to no money, of `doomed` no model ever answers, and `office` has several agents, plans, and looks
 * things up.
 */
export const assistants = ['desk', 'thrifty', 'doomed', 'office'] as const;
type Assistant = (typeof assistants)[number];

export function castOf(seed: number, conversations: number): Part[] {
  return Array.from({ length: conversations }, (_, at) => {
    const role = roles[at % roles.length] ?? 'calm';
    return {
      role,
      tag: `${role}-${seed}-${at}-`,
      assistant: assistantOf(role),
      chance: chanceOf('customer', seed, at),
    };
  });
}

const officeRoles: readonly Role[] = ['plans', 'agents', 'asks'];

function assistantOf(role: Role): Assistant {
  if (role === 'thrifty' || role === 'doomed') return role;
  return officeRoles.includes(role) ? 'office' : 'desk';
}
