import { setTimeout as sleep } from 'node:timers/promises';
import type { Alerts, DueAlert } from '../database/alerts.ts';
import { signWebhook } from './sign-webhook.ts';

interface Parts {
  readonly alerts: Alerts;
  readonly url: string;
  readonly secret: string;
  readonly log: { warn(details: object, text: string): void };
  readonly intervalMs?: number;
}

/** Tells a monitor by signed webhook what opened and closed. Any number of processes may do so: each alert is one's at a time. */
export function startAlertSender({ alerts, url, secret, log, intervalMs = 1_000 }: Parts): {
  stop(): Promise<void>;
} {
  const stopped = new AbortController();

  async function sendOn(): Promise<void> {
    while (!stopped.signal.aborted) {
      await sleep(intervalMs, undefined, { signal: stopped.signal }).catch(() => {});
      if (stopped.signal.aborted) return;
      await sendDue().catch((error) => log.warn({ error }, 'alerts could not be looked up'));
    }
  }

  async function sendDue(): Promise<void> {
    for (const alert of await alerts.claim(batchMax, leaseMs)) await send(alert);
  }

  async function send(alert: DueAlert): Promise<void> {
    const body = JSON.stringify(payloadOf(alert));
    const status = await post(body, alert.id);
    if (status >= 200 && status < 300) return await alerts.sent(alert.id);
    const isOld = alert.attempts >= attemptsMax;
    log.warn({ status, alert: alert.id, isOld }, 'the alert webhook did not take an alert');
    if (isOld) await alerts.giveUp(alert.id);
    else await alerts.retryIn(alert.id, Math.min(1_000 * 2 ** alert.attempts, retryMsMax));
  }

  /** Its HTTP status; 0: nobody answered. */
  async function post(body: string, id: string): Promise<number> {
    try {
      const response = await fetch(url, {
        ...{ method: 'POST', body, redirect: 'error' },
        headers: { 'content-type': 'application/json', ...signWebhook(secret, id, body, new Date()) },
        signal: AbortSignal.any([AbortSignal.timeout(answerMs), stopped.signal]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  const running = sendOn();
  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}

const batchMax = 10;
const answerMs = 10_000;
/** Longer than a batch takes: nobody else sends it meanwhile. */
const leaseMs = batchMax * answerMs + 20_000;
const retryMsMax = 600_000;
/** About three days. */
const attemptsMax = 440;

function payloadOf(alert: DueAlert) {
  if (alert.kind === 'reminder') {
    const { remindedAt, expiresAt, ...approval } = alert.approval;
    const data = { ...approval, expiresAt: expiresAt.toISOString() };
    return { type: 'approval.reminder', timestamp: remindedAt.toISOString(), data };
  }
  return incidentPayload(alert);
}

function incidentPayload({ kind, incident }: Extract<DueAlert, { incident: object }>) {
  const { openedAt, closedAt, ...facts } = incident;
  const at = kind === 'opened' ? openedAt : (closedAt ?? openedAt);
  // An opening tells how it was then, also where it is sent late.
  const { closedBecause, ...opening } = facts;
  return {
    type: `incident.${kind}`,
    timestamp: at.toISOString(),
    data: {
      ...opening,
      openedAt: openedAt.toISOString(),
      ...(kind === 'closed' && { closedAt: at.toISOString(), closedBecause }),
    },
  };
}
