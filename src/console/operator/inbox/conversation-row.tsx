import type { Conversation } from '../data/shapes.ts';
import { addressOf, type InboxPlace } from '../place.ts';
import { ago, money, nameOf, shortEmail, span } from '../words.ts';

interface ConversationRowProps {
  readonly conversation: Conversation;
  readonly place: InboxPlace;
  readonly nowMs: number;
}

/** A conversation in the list: who, since when they wait, what happens next, whose it is and what is new. */
export function ConversationRow({ conversation, place, nowMs }: ConversationRowProps) {
  const { id, needs, status, nextStep, costMicroUsd, assistant, assignee, unread = 0 } = conversation;
  const isOpen = id === place.conversationId;
  // Whoever looks at it is reading it.
  const isUnread = unread > 0 && !isOpen;
  return (
    <li>
      <a
        class={`row ${needs.length > 0 ? 'is-needy' : ''} ${isUnread ? 'is-unread' : ''}`}
        href={addressOf({ ...place, conversationId: id })}
        {...(isOpen && { 'aria-current': 'true' as const })}
      >
        <span class="row-top">
          <bdi class="row-name">{nameOf(conversation)}</bdi>
          <Since conversation={conversation} nowMs={nowMs} />
        </span>
        <span class={`row-next ${status === 'closed' ? 'faint' : ''}`}>{nextStep}</span>
        <span class="row-foot faint">
          {assignee && (
            <>
              <bdi>{shortEmail(assignee.email)}</bdi>
              {' · '}
            </>
          )}
          {assistant} · {money(costMicroUsd)}
          {isUnread && (
            <span class="count">
              {unread > unreadShownMax ? `${unreadShownMax}+` : unread}
              <span class="visually-hidden"> unread</span>
            </span>
          )}
        </span>
      </a>
    </li>
  );
}

const unreadShownMax = 99;

/** How long the customer has waited; where nobody waits, when it last changed. */
function Since({ conversation, nowMs }: Omit<ConversationRowProps, 'place'>) {
  const { waitingSince, updatedAt } = conversation;
  if (waitingSince === undefined)
    return (
      <time class="faint" dateTime={updatedAt}>
        {ago(updatedAt, nowMs)}
      </time>
    );
  return (
    <time class="waits" dateTime={waitingSince}>
      waits {span(nowMs - Date.parse(waitingSince))}
    </time>
  );
}
