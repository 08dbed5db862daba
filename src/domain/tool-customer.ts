import type { Proof } from './message.ts';

/** The customer that a tool acts for, with how far they are proved. It comes from the session, never from a model. */
export interface ToolCustomer {
  readonly id: string;
  /** The business's own id, from a signed identity. */
  readonly businessId?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly proof: Proof;
}
