import type { Admitted, InboxItem } from '../src/domain/engine.ts';
import { type Operator, outranks, roleFor } from '../src/domain/operator.ts';
import { viewOf } from './conversation.ts';
import { decideBySignal } from './decide-by-signal.ts';
import type { Dependencies } from './dependencies.ts';
import { agendaAfter } from './memory/agenda.ts';
import { fixedText } from './settings.ts';
import { type ControlSignal, type Refusal, readSignal, refuse } from './signal-payloads.ts';

/**
 * Takes in what came by signal: an act that the console has done already is noted; one that comes from Temporal's own
 * tools is checked like over HTTP and done here. Refused acts change nothing and are audited.
 */
export function createAdmitSignal(dependencies: Dependencies) {
  const { control, audit } = dependencies;

  return async function admitSignal(item: InboxItem & { conversationId: string }): Promise<Admitted> {
    const { conversationId } = item;
    const done = await carryOut(dependencies, item);
    if (done.refused !== undefined) {
      await audit({
        actor: done.by ?? 'unknown',
        act: item.signal,
        subject: conversationId,
        allowed: false,
        detail: { why: done.refused },
      });
    }
    const view = await viewOf(dependencies, conversationId);
    return {
      ...(done.decided !== undefined && { decided: done.decided }),
      ...(done.refused !== undefined && { refused: done.refused }),
      control: await control.see(conversationId),
      view,
      agenda: await agendaAfter(dependencies, view),
    };
  };
}

type Done = Refusal & { readonly decided?: string };

async function carryOut(
  dependencies: Dependencies,
  item: InboxItem & { conversationId: string },
): Promise<Done> {
  const { conversationId } = item;
  const signal = readSignal(item);
  switch (signal.kind) {
    case 'invalid':
      return refuse(signal.problem);
    case 'doorbell':
      return {};
    case 'message': {
      const { outcome } = await dependencies.messages.accept({ conversationId, ...signal.message });
      return outcome === 'accepted' ? {} : refuse('this message id stands for another text');
    }
    case 'event': {
      const { outcome } = await dependencies.events.record(conversationId, signal.event);
      return outcome === 'recorded' ? {} : refuse(eventRefusals[outcome]);
    }
    case 'decision':
      return await decideBySignal(dependencies, conversationId, signal.decision);
    case 'control':
      return await actOnControl(dependencies, conversationId, signal.act);
  }
}

const eventRefusals = {
  conflict: 'this event id stands for another event',
  full: 'too many events wait already',
} as const;

async function actOnControl(
  dependencies: Dependencies,
  conversationId: string,
  act: ControlSignal,
): Promise<Refusal> {
  const { control, findOperator, conversations, findAssistant } = dependencies;
  const operator = await findOperator(act.by);
  if (!operator) return refuse('there is no such operator', act.by);
  if (!mayAct(operator, act)) return refuse(`needs the role ${roleFor[act.act]}`, act.by);
  const by = operator.id;
  if (act.act === 'close') {
    await control.close({ conversationId, by, reason: act.reason });
    return {};
  }
  if (act.act === 'handBack') {
    const { outcome } = await control.handBack({ conversationId, by, ...(act.note && { note: act.note }) });
    return outcome === 'handed_back' ? {} : refuse('no operator is in control', by);
  }
  const conversation = await conversations.get(conversationId);
  const spoken = {
    assistant: conversation && findAssistant(conversation.assistant),
    language: await conversations.language(conversationId),
  };
  const text = fixedText(spoken, 'takenOver');
  const { outcome } = await control.takeOver({ conversationId, by, text });
  return outcome === 'taken' ? {} : refuse('another operator is in control', by);
}

const mayAct = (operator: Operator, act: ControlSignal) => outranks(operator.role, roleFor[act.act]);
