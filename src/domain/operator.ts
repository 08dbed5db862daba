/** A human of the business. */
export interface Operator {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
}

/** What an operator may do, weakest first: each role may all that those before it may. */
export const roles = ['viewer', 'operator', 'approver', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Whether `held` is at least `demanded`. */
export const outranks = (held: Role, demanded: Role) => roles.indexOf(held) >= roles.indexOf(demanded);

/** The role that each act on a conversation demands. */
export const roleFor = {
  read: 'viewer',
  takeOver: 'operator',
  handBack: 'operator',
  write: 'operator',
  close: 'operator',
  assign: 'operator',
  note: 'operator',
  sendEvent: 'operator',
  createOperator: 'admin',
  readAudit: 'admin',
  acceptTool: 'admin',
  pause: 'approver',
} as const satisfies Record<string, Role>;
