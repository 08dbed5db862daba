import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { WaitingApproval } from '../approvals/waiting-approval.tsx';
import { api } from '../data/api.ts';
import { useResource } from '../data/use-resource.ts';
import { addressOf, type InboxPlace, listOf } from '../place.ts';
import { TracePanel } from '../trace/trace-panel.tsx';
import { nameOf } from '../words.ts';
import { Assignment } from './assignment.tsx';
import { BriefNote } from './brief.tsx';
import { ControlBar } from './control-bar.tsx';
import { CustomerPanel } from './customer-panel.tsx';
import { Transcript } from './transcript.tsx';

interface ConversationViewProps {
  readonly id: string;
  readonly place: InboxPlace;
}

const sides = { customer: 'Customer', trace: 'What it did' } as const;
type Side = keyof typeof sides;

/** One conversation: what happens next, what was said, what waits for a decision, who it is with, what was done. */
export function ConversationView({ id, place }: ConversationViewProps) {
  const conversation = useResource(`conversation ${id}`, (signal) => api.conversation(id, signal), id);
  const approvals = useResource(`approvals of ${id}`, (signal) => api.pendingApprovals(signal), id);
  const [side, setSide] = useState<Side>('customer');
  const [turnId, setTurnId] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isThere = conversation.data !== undefined;
  // Whoever came by the keyboard goes on from here.
  useEffect(() => {
    if (isThere) heading.current?.focus({ preventScroll: true });
  }, [isThere]);

  const showTurn = useCallback((turn: string) => {
    setTurnId(turn);
    setSide('trace');
  }, []);

  if (!conversation.data) {
    const problem = conversation.status === 404 ? 'There is no such conversation.' : conversation.problem;
    return <p class="nothing open-pane">{problem ?? 'One moment…'}</p>;
  }
  const waiting = (approvals.data?.items ?? []).filter(({ conversationId }) => conversationId === id);
  return (
    <section class="open-pane" aria-label="Conversation">
      <div class="talk">
        <header class="talk-head">
          <a class="back" href={addressOf(listOf(place))}>
            Back to the list
          </a>
          <h1 ref={heading} tabIndex={-1}>
            <bdi>{nameOf(conversation.data)}</bdi>
          </h1>
          <p class="next-step" role="status">
            <span class="faint">Next:</span> {conversation.data.nextStep}
          </p>
          <Assignment conversation={conversation.data} onDone={conversation.reload} />
        </header>
        {conversation.data.status === 'with_operator' && <BriefNote conversationId={id} />}
        <Transcript conversationId={id} onShowTurn={showTurn} />
        {waiting.map((approval) => (
          <WaitingApproval key={approval.id} approval={approval} onDecided={approvals.reload} />
        ))}
        <ControlBar conversation={conversation.data} onDone={conversation.reload} />
      </div>
      <aside class="side" aria-label="About the conversation">
        <fieldset class="side-tabs">
          <legend class="visually-hidden">Show</legend>
          {(Object.keys(sides) as Side[]).map((name) => (
            <button type="button" class="chip" aria-pressed={side === name} onClick={() => setSide(name)}>
              {sides[name]}
            </button>
          ))}
        </fieldset>
        {side === 'customer' ? (
          <CustomerPanel conversation={conversation.data} />
        ) : (
          <TracePanel conversationId={id} {...(turnId !== undefined && { turnId })} />
        )}
      </aside>
    </section>
  );
}
