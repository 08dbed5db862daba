import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import type { Logger } from 'pino';

const { INDEXED_VALUE_TYPE_KEYWORD, INDEXED_VALUE_TYPE_KEYWORD_LIST, INDEXED_VALUE_TYPE_INT } =
  proto.temporal.api.enums.v1.IndexedValueType;

/** What a conversation can be found by in Temporal. */
const searchAttributes = {
  BatonAssistant: INDEXED_VALUE_TYPE_KEYWORD,
  BatonStatus: INDEXED_VALUE_TYPE_KEYWORD,
  BatonIntent: INDEXED_VALUE_TYPE_KEYWORD,
  BatonNeeds: INDEXED_VALUE_TYPE_KEYWORD_LIST,
  BatonCostMicroUsd: INDEXED_VALUE_TYPE_INT,
} as const;

/** How long closed runs stay readable. The dev server forgets them after a day, a chat's earlier runs too. */
const retentionMs = 30 * 86_400_000;

/**
 * Makes the namespace fit for conversations: search attributes, and retention raised where it is shorter.
 * Repeatable. A server that leaves either to its administrators gets one warning line; whether conversations
 * may carry the attributes is returned. Throws when the namespace isn't there.
 */
export async function prepareNamespace(
  connection: Connection,
  options: { namespace: string; log: Pick<Logger, 'warn'> },
): Promise<{ searchAttributesUsable: boolean }> {
  const { namespace, log } = options;
  await unlessRefused(log, 'retention stays as it is', () => raiseRetention(connection, namespace));
  const added = await unlessRefused(log, 'search attributes cannot be added', () =>
    addSearchAttributes(connection, namespace),
  );
  if (!added) return { searchAttributesUsable: false };
  const usable = await awaitUsable(connection, namespace);
  if (!usable) log.warn(`namespace ${namespace}: its search attributes are not usable yet`);
  return { searchAttributesUsable: usable };
}

async function raiseRetention({ workflowService }: Connection, namespace: string): Promise<void> {
  const { config } = await workflowService.describeNamespace({ namespace });
  const currentMs = optionalTsToMs(config?.workflowExecutionRetentionTtl) ?? 0;
  if (currentMs >= retentionMs) return;
  const workflowExecutionRetentionTtl = msToTs(retentionMs);
  await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
}

async function addSearchAttributes({ operatorService }: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(searchAttributes).filter(([name]) => customAttributes[name] === undefined);
  if (missing.length === 0) return;
  try {
    await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) });
  } catch (error) {
    // Another process adds the same ones at this moment.
    if (codeOf(error) !== grpc.alreadyExists) throw error;
  }
}

const usableWithinMs = 30_000;

/** The servers' own caches take seconds to learn of new attributes; a query with them tells. */
async function awaitUsable({ workflowService }: Connection, namespace: string): Promise<boolean> {
  const query = Object.keys(searchAttributes)
    .map((name) => `${name} is null`)
    .join(' and ');
  const deadlineMs = Date.now() + usableWithinMs;
  while (Date.now() < deadlineMs) {
    try {
      await workflowService.countWorkflowExecutions({ namespace, query });
      return true;
    } catch (error) {
      if (codeOf(error) !== grpc.invalidArgument) throw error;
      await sleep(200);
    }
  }
  return false;
}

const grpc = {
  invalidArgument: 3,
  alreadyExists: 6,
  permissionDenied: 7,
  failedPrecondition: 9,
  unimplemented: 12,
};
const refusals = [grpc.invalidArgument, grpc.permissionDenied, grpc.failedPrecondition, grpc.unimplemented];

/** False, and a warning, when the server says no; whatever else goes wrong is thrown. */
async function unlessRefused(
  log: Pick<Logger, 'warn'>,
  consequence: string,
  act: () => Promise<void>,
): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || !refusals.includes(code)) throw error;
    log.warn(`Temporal refuses: ${consequence} (${(error as Error).message})`);
    return false;
  }
}

const codeOf = (error: unknown) => (isGrpcServiceError(error) ? error.code : undefined);
