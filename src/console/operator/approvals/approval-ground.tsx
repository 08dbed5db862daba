import type { Approval } from '../data/shapes.ts';
import { useNow } from '../use-now.ts';
import { span, time } from '../words.ts';

/** What led to a call, which rule has it wait, for whom, and what happens if nobody decides. */
export function ApprovalGround({ approval }: { readonly approval: Approval }) {
  const { why, reason, policy, expiresAt, remindedAt } = approval;
  const nowMs = useNow();
  const facts = [
    ['The customer wrote', why.words],
    ['The plan has it to', why.purpose],
    ['Another agent was asked', why.question],
    ['Why it waits', reason],
    ['Who decides', `${policy.role} or higher`],
  ] as const;
  return (
    <dl class="arguments ground">
      {facts.map(
        ([name, value]) =>
          value !== undefined && (
            <div>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
      )}
      <div>
        <dt>Until</dt>
        <dd class={remindedAt === undefined ? '' : 'problem'}>
          <time dateTime={expiresAt}>{time(expiresAt)}</time>, in {span(Date.parse(expiresAt) - nowMs)}; then{' '}
          {onExpiry[policy.onExpiry]}
        </dd>
      </div>
    </dl>
  );
}

const onExpiry = {
  reject: 'it is not done, and the customer hears so',
  escalate: 'operators take the conversation over',
} as const satisfies Record<Approval['policy']['onExpiry'], string>;
