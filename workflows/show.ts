import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Conversation } from '../src/domain/conversation.ts';
import { detailsOf } from './details.ts';
import type { ConversationState, TurnStory } from './state.ts';

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
  setCurrentDetails(detailsOf(view, state.story));
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

/** What the customer wants, for those who look through many conversations. */
export function showStory(state: ConversationState, story: TurnStory): void {
  const before = state.story?.intent;
  state.story = story;
  setCurrentDetails(detailsOf(state.view, story));
  if (!state.settings.hasSearchAttributes || story.intent === undefined || story.intent === before) return;
  upsertSearchAttributes([{ key: attributes.intent, value: story.intent }]);
}

/** The first showing of a run that starts afresh. */
export function showAll({ view, settings, story }: ConversationState): void {
  setCurrentDetails(detailsOf(view, story));
  if (!settings.hasSearchAttributes) return;
  upsertSearchAttributes([
    { key: attributes.assistant, value: view.assistant },
    { key: attributes.status, value: view.status },
    { key: attributes.needs, value: [...view.needs] },
    { key: attributes.cost, value: view.costMicroUsd },
  ]);
}

const sameNeeds = (a: Conversation, b: Conversation) => a.needs.join() === b.needs.join();
