import cookie from '@fastify/cookie';
import type { App } from './app.ts';
import { addApprovalRoutes } from './approvals/approval-routes.ts';
import { addLinkRoutes } from './approvals/link-routes.ts';
import { addEventRoutes } from './chat/event-routes.ts';
import { addMessageRoutes } from './chat/message-routes.ts';
import { addSessionRoutes } from './chat/session-routes.ts';
import { addControlRoutes } from './conversations/control-routes.ts';
import { addCustomerRoutes } from './conversations/customer-routes.ts';
import { addOutsideEventRoutes } from './conversations/event-routes.ts';
import { addFollowUpRoutes } from './conversations/follow-up-routes.ts';
import { addInboxRoutes } from './conversations/inbox-routes.ts';
import { addNoteRoutes } from './conversations/note-routes.ts';
import { addOperatorMessageRoutes } from './conversations/operator-message-routes.ts';
import { addConversationReadRoutes } from './conversations/read-routes.ts';
import { addSuggestionRoutes } from './conversations/suggestion-routes.ts';
import { addTurnRoutes } from './conversations/turn-routes.ts';
import { createApp } from './create-app.ts';
import type { Dependencies } from './dependencies.ts';
import { guard } from './guard.ts';
import { httpBounds } from './http-bounds.ts';
import { addIncidentRoutes } from './incidents/incident-routes.ts';
import { addDocsRoutes, collectDocs } from './open/docs-routes.ts';
import { addMetricsRoutes } from './open/metrics-routes.ts';
import { addPageRoutes } from './open/page-routes.ts';
import { addProbeRoutes } from './open/probe-routes.ts';
import { addAccountRoutes } from './operators/account-routes.ts';
import { addAuditRoutes } from './operators/audit-routes.ts';
import { addConsoleEventRoutes } from './operators/console-event-routes.ts';
import { addLoginRoutes } from './operators/login-routes.ts';
import { addOperatorRoutes } from './operators/operator-routes.ts';
import { decoyHash } from './operators/password.ts';
import { addSetupRoutes } from './operators/setup-routes.ts';
import { addPauseRoutes } from './pauses/pause-routes.ts';
import { addMcpRoutes } from './registry/mcp-routes.ts';
import { addRegistryRoutes } from './registry/registry-routes.ts';
import { createConsoleFeed } from './stream/console-feed.ts';
import { createHub } from './stream/hub.ts';
import { createSessionWatch } from './stream/session-watch.ts';
import { addToolRoutes } from './webhooks/tool-routes.ts';

const usualStreamTimes = { heartbeatMs: httpBounds.streamHeartbeatMs, pollMs: httpBounds.streamPollMs };

/** The HTTP service, ready to listen or to be injected into. Closing it ends its streams first. */
export async function buildServer(deps: Dependencies): Promise<App> {
  const { rows, bus, log, settings } = deps;
  const app = createApp(log, settings);
  await app.register(cookie);
  guard(app, deps);
  await collectDocs(app);

  const times = settings.streamTimes ?? usualStreamTimes;
  const hub = createHub(rows, bus, log, times);
  const sessions = createSessionWatch(rows.chatSessions, log, times.heartbeatMs);
  const feed = createConsoleFeed(bus, times.heartbeatMs);
  app.addHook('preClose', async () => {
    feed.close();
    sessions.close();
    hub.close();
  });

  addSessionRoutes(app, deps);
  addMessageRoutes(app, deps);
  addEventRoutes(app, hub, sessions);
  addLoginRoutes(app, deps);
  addConsoleEventRoutes(app, deps, feed);
  addOperatorRoutes(app, deps);
  addAccountRoutes(app, deps);
  addAuditRoutes(app, deps);
  addSetupRoutes(app, deps);
  addConversationReadRoutes(app, deps);
  addTurnRoutes(app, deps);
  addCustomerRoutes(app, deps);
  addControlRoutes(app, deps);
  addOperatorMessageRoutes(app, deps);
  addSuggestionRoutes(app, deps);
  addOutsideEventRoutes(app, deps);
  addFollowUpRoutes(app, deps);
  addInboxRoutes(app, deps);
  addNoteRoutes(app, deps);
  addApprovalRoutes(app, deps);
  addLinkRoutes(app, deps);
  addRegistryRoutes(app, deps);
  addMcpRoutes(app, deps);
  addIncidentRoutes(app, deps);
  addPauseRoutes(app, deps);
  addMetricsRoutes(app, deps.metrics);
  addToolRoutes(app, deps);
  addProbeRoutes(app, deps.checks);
  await addDocsRoutes(app);
  await addPageRoutes(app, settings);

  await decoyHash();
  await app.ready();
  return app;
}
