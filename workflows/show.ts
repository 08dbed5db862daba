import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Agenda } from '../src/domain/agenda.ts';
import type { Conversation } from '../src/domain/conversation.ts';
import type { TurnAccount } from '../src/domain/turn-account.ts';
import { detailsOf } from './details.ts';
import { type ConversationState, noteAgenda, type TurnStory } from './state.ts';

const attributes = {
  assistant: defineSearchAttributeKey('BatonAssistant', SearchAttributeType.KEYWORD),
  status: defineSearchAttributeKey('BatonStatus', SearchAttributeType.KEYWORD),
  intent: defineSearchAttributeKey('BatonIntent', SearchAttributeType.KEYWORD),
  needs: defineSearchAttributeKey('BatonNeeds', SearchAttributeType.KEYWORD_LIST),
  cost: defineSearchAttributeKey('BatonCostMicroUsd', SearchAttributeType.INT),
};

/** Shows the conversation's new state to queries and in the Temporal UI; what is the same costs no event. */
export function show(state: ConversationState, view: Conversation): void {
  const before = state.view;
  state.view = view;
  setCurrentDetails(detailsOf(state));
  if (!state.settings.hasSearchAttributes) return;
  const changes = [
    ...(view.status === before.status ? [] : [{ key: attributes.status, value: view.status }]),
    ...(sameNeeds(view, before) ? [] : [{ key: attributes.needs, value: [...view.needs] }]),
    ...(view.costMicroUsd === before.costMicroUsd
      ? []
      : [{ key: attributes.cost, value: view.costMicroUsd }]),
  ];
  if (changes.length > 0) upsertSearchAttributes(changes);
}

/** How the conversation stands after a turn, and what that turn did. */
export function showEnd(
  state: ConversationState,
  { view, agenda, account }: Ended,
  handedOverBecause?: string,
): void {
  noteAgenda(state, agenda);
  if (account) state.lastTurn = { ...account, ...(handedOverBecause !== undefined && { handedOverBecause }) };
  show(state, view);
}

interface Ended {
  readonly view: Conversation;
  readonly agenda?: Agenda | undefined;
  /** Histories from before it was told have none. */
  readonly account?: TurnAccount | undefined;
}

/** What the customer wants, for those who look through many conversations. */
export function showStory(state: ConversationState, story: TurnStory): void {
  const before = state.story?.intent;
  state.story = story;
  setCurrentDetails(detailsOf(state));
  if (!state.settings.hasSearchAttributes || story.intent === undefined || story.intent === before) return;
  upsertSearchAttributes([{ key: attributes.intent, value: story.intent }]);
}

/** The first showing of a run that starts afresh. */
export function showAll(state: ConversationState): void {
  const { view, settings } = state;
  setCurrentDetails(detailsOf(state));
  if (!settings.hasSearchAttributes) return;
  upsertSearchAttributes([
    { key: attributes.assistant, value: view.assistant },
    { key: attributes.status, value: view.status },
    { key: attributes.needs, value: [...view.needs] },
    { key: attributes.cost, value: view.costMicroUsd },
  ]);
}

const sameNeeds = (a: Conversation, b: Conversation) => a.needs.join() === b.needs.join();
