import { type Chance, chanceOf } from '../../seam/random.ts';

/** What a customer of a storm is there for. */
export const roles = [
  'calm',
  'burst',
  'approval',
  'taken',
  'thrifty',
  'tools',
  'burst',
  'doomed',
  'calm',
  'long',
  'taken',
  'approval',
  'tools',
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

/** `thrifty` has next to no money, and of `doomed` no model ever answers. */
export const assistants = ['desk', 'thrifty', 'doomed'] as const;
export type Assistant = (typeof assistants)[number];

export function castOf(seed: number, conversations: number): Part[] {
  return Array.from({ length: conversations }, (_, at) => {
    const role = roles[at % roles.length] ?? 'calm';
    return {
      role,
      tag: `${role}-${seed}-${at}-`,
      assistant: role === 'thrifty' || role === 'doomed' ? role : 'desk',
      chance: chanceOf('customer', seed, at),
    };
  });
}
