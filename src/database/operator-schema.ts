import type { ColumnType, Generated } from 'kysely';
import type { Role } from '../domain/operator.ts';

/** The humans of the business, and how they come in. */
export interface OperatorSchema {
  operators: OperatorsTable;
  operator_sessions: OperatorSessionsTable;
  login_failures: LoginFailuresTable;
  setup_links: SetupLinksTable;
}

type Time = ColumnType<Date, Date | string | undefined, Date | string>;

interface OperatorsTable {
  id: string;
  email: string;
  password_hash: string;
  role: Role;
  /** Set while the account is taken away. */
  disabled_at: Date | null;
  created_at: Generated<Date>;
}

interface OperatorSessionsTable {
  token_hash: string;
  operator_id: string;
  expires_at: Time;
}

interface LoginFailuresTable {
  email: string;
  at: Generated<Date>;
}

interface SetupLinksTable {
  token_hash: string;
  expires_at: Time;
}
