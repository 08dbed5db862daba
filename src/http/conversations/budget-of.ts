import { budgetView } from '../../domain/purse/budget-view.ts';
import { heldBy } from '../../domain/purse/held-by.ts';
import type { Dependencies } from '../dependencies.ts';

/** What a conversation's next call may still spend; null: nothing is capped. */
export async function budgetOf(
  { rows, assistants }: Pick<Dependencies, 'rows' | 'assistants'>,
  { id, assistant }: { readonly id: string; readonly assistant: string },
) {
  const facts = assistants.get(assistant);
  const payer = facts?.budget && (await rows.purse.payerOfConversation(id));
  if (!facts?.budget || !payer) return null;
  const held = heldBy(facts, payer, new Date());
  const { downgradeAt } = facts.budget;
  return { downgradeAt, purses: budgetView(held, await rows.purse.taken(held), facts.budget) };
}
