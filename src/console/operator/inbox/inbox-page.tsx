import { ConversationView } from '../conversation/conversation-view.tsx';
import type { InboxPlace } from '../place.ts';
import { ConversationList } from './conversation-list.tsx';
import { InboxFilters } from './inbox-filters.tsx';

/** The conversations, and beside them the one that is looked at; on a phone one or the other. */
export function InboxPage({ place }: { readonly place: InboxPlace }) {
  const { conversationId } = place;
  return (
    <div class={`inbox ${conversationId ? 'has-open' : ''}`}>
      <section class="list-pane" aria-label="Conversations">
        <InboxFilters place={place} />
        <ConversationList place={place} />
      </section>
      {conversationId ? (
        <ConversationView key={conversationId} id={conversationId} place={place} />
      ) : (
        <p class="nothing open-pane">Choose a conversation to see it here.</p>
      )}
    </div>
  );
}
