import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Conversation } from '../src/domain/conversation.ts';
import type { ConversationState } from './state.ts';

const attributes = {
  assistant: defineSearchAttributeKey('BatonAssistant', SearchAttributeType.KEYWORD),
  status: defineSearchAttributeKey('BatonStatus', SearchAttributeType.KEYWORD),
  needs: defineSearchAttributeKey('BatonNeeds', SearchAttributeType.KEYWORD_LIST),
  cost: defineSearchAttributeKey('BatonCostMicroUsd', SearchAttributeType.INT),
};

/** Shows the conversation's new state to queries and in the Temporal UI; what is the same costs no event. */
export function show(state: ConversationState, view: Conversation): void {
  const before = state.view;
  state.view = view;
  setCurrentDetails(view.nextStep);
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

/** The first showing of a run that starts afresh. */
export function showAll({ view, settings }: ConversationState): void {
  setCurrentDetails(view.nextStep);
  if (!settings.hasSearchAttributes) return;
  upsertSearchAttributes([
    { key: attributes.assistant, value: view.assistant },
    { key: attributes.status, value: view.status },
    { key: attributes.needs, value: [...view.needs] },
    { key: attributes.cost, value: view.costMicroUsd },
  ]);
}

const sameNeeds = (a: Conversation, b: Conversation) => a.needs.join() === b.needs.join();
