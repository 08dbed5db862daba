import { createAccounts } from '../database/accounts.ts';
import { findApprovalRole } from '../database/approval-role.ts';
import { createApprovals } from '../database/approvals.ts';
import { readAudit, writeAudit } from '../database/audit.ts';
import { readBrief } from '../database/brief.ts';
import { createCallbacks } from '../database/callbacks.ts';
import { createChatSessions } from '../database/chat-sessions.ts';
import { createControl } from '../database/control.ts';
import { createConversations } from '../database/conversations.ts';
import { readCustomerCard } from '../database/customer-card.ts';
import { createDecisionLinks } from '../database/decision-links.ts';
import { createDoorCounts } from '../database/door-counts.ts';
import { createEvents } from '../database/events.ts';
import { createFollowUps } from '../database/follow-ups.ts';
import { createInbox } from '../database/inbox.ts';
import { createIncidents } from '../database/incidents.ts';
import { createLoginFailures } from '../database/login-failures.ts';
import { createMcpPins } from '../database/mcp-tools.ts';
import { createMessages } from '../database/messages.ts';
import { createNotes } from '../database/notes.ts';
import type { Database } from '../database/open-database.ts';
import { createOperatorSessions } from '../database/operator-sessions.ts';
import { createOperators } from '../database/operators.ts';
import { createPauses } from '../database/pauses.ts';
import { createPurse } from '../database/purse.ts';
import { createSuggestions } from '../database/suggestions.ts';
import { createTurns } from '../database/turns.ts';
import type { Rows } from '../http/dependencies.ts';

/** The tables that the HTTP service reads and writes. */
export function createRows(db: Database): Rows {
  return {
    conversations: createConversations(db),
    inbox: createInbox(db),
    notes: createNotes(db),
    chatSessions: createChatSessions(db),
    operators: createOperators(db),
    accounts: createAccounts(db),
    operatorSessions: createOperatorSessions(db),
    loginFailures: createLoginFailures(db),
    doorCounts: createDoorCounts(db),
    mcpTools: createMcpPins(db),
    messages: createMessages(db),
    control: createControl(db),
    turns: createTurns(db),
    suggestions: createSuggestions(db),
    events: createEvents(db),
    followUps: createFollowUps(db),
    incidents: createIncidents(db),
    purse: createPurse(db),
    callbacks: createCallbacks(db),
    pauses: createPauses(db),
    approvals: createApprovals(db),
    decisionLinks: createDecisionLinks(db),
    customerCard: (conversationId) => readCustomerCard(db, conversationId),
    brief: (conversationId) => readBrief(db, conversationId),
    approvalRole: (approvalId) => findApprovalRole(db, approvalId),
    audit: (entry) => writeAudit(db, entry),
    readAudit: (page) => readAudit(db, page),
  };
}
