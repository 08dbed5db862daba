import { roles } from '../../../domain/operator.ts';
import type { Account } from '../data/shapes.ts';

const roleWords = {
  viewer: 'viewer: reads',
  operator: 'operator: also takes over and writes',
  approver: 'approver: also decides',
  admin: 'admin: also looks after accounts',
} as const satisfies Record<Account['role'], string>;

interface RoleChoiceProps {
  readonly label: string;
  readonly chosen: Account['role'];
  readonly isBusy?: boolean;
  readonly onChoose?: (role: Account['role']) => void;
}

/** What an account may do, each role with all that those before it may. */
export function RoleChoice({ label, chosen, isBusy = false, onChoose }: RoleChoiceProps) {
  return (
    <select
      name="role"
      aria-label={label}
      value={chosen}
      disabled={isBusy}
      onChange={({ currentTarget }) => onChoose?.(currentTarget.value as Account['role'])}
    >
      {roles.map((name) => (
        <option value={name}>{roleWords[name]}</option>
      ))}
    </select>
  );
}
