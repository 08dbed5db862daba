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

const namesAndTypes =
  'BatonAssistant, BatonStatus, BatonIntent (Keyword), BatonNeeds (KeywordList), BatonCostMicroUsd (Int)';

/** How long closed runs stay readable. The dev server forgets them after a day, a chat's earlier runs too. */
const retentionMs = 30 * 86_400_000;

/**
 * Makes the namespace fit for conversations: itself where it isn't there yet, its search attributes, and retention
 * raised where it is shorter. Repeatable, also by several processes at once. A server that leaves the latter two to its
 * administrators gets one warning line; whether conversations may carry the attributes is returned. Throws when the
 * namespace isn't there and may not be made.
 */
export async function prepareNamespace(
  connection: Connection,
  options: { namespace: string; log: Pick<Logger, 'info' | 'warn'> },
): Promise<{ searchAttributesUsable: boolean }> {
  const { namespace, log } = options;
  if (await ensureNamespace(connection, namespace)) log.info(`Temporal has a new namespace: ${namespace}`);
  await unlessRefused(log, 'retention stays as it is', () => raiseRetention(connection, namespace));
  const added = await unlessRefused(log, 'search attributes cannot be added', () =>
    untilHeard([grpc.notFound], () => addSearchAttributes(connection, namespace)),
  );
  // Where they may not be added, somebody may have done so before.
  const usable = await isUsable(connection, namespace, added ? heardWithinMs : 0);
  if (!usable)
    log.warn(`namespace ${namespace}: not usable as search attributes are some of ${namesAndTypes}`);
  return { searchAttributesUsable: usable };
}

/** Whether it was made here. */
async function ensureNamespace({ workflowService }: Connection, namespace: string): Promise<boolean> {
  try {
    await workflowService.describeNamespace({ namespace });
    return false;
  } catch (error) {
    if (codeOf(error) !== grpc.notFound) throw error;
  }
  try {
    const workflowExecutionRetentionPeriod = msToTs(retentionMs);
    await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
    return true;
  } catch (error) {
    if (codeOf(error) === grpc.alreadyExists) return false;
    throw new Error(`it is not there, and making it failed: ${(error as Error).message}`);
  }
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

/** The servers' own caches take seconds to learn of new attributes; a query with them tells. */
async function isUsable(
  { workflowService }: Connection,
  namespace: string,
  withinMs: number,
): Promise<boolean> {
  const query = Object.keys(searchAttributes)
    .map((name) => `${name} is null`)
    .join(' and ');
  try {
    const notYet = [grpc.invalidArgument, grpc.notFound];
    await untilHeard(notYet, () => workflowService.countWorkflowExecutions({ namespace, query }), withinMs);
    return true;
  } catch (error) {
    if (codeOf(error) === grpc.invalidArgument) return false;
    throw error;
  }
}

const heardWithinMs = 30_000;

/** Does it again as long as the answer is one of these, which mean that a server hasn't heard of the change yet. */
async function untilHeard<T>(
  notYet: readonly number[],
  act: () => Promise<T>,
  withinMs = heardWithinMs,
): Promise<T> {
  const deadlineMs = Date.now() + withinMs;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined || !notYet.includes(code) || Date.now() > deadlineMs) throw error;
      await sleep(200);
    }
  }
}

const grpc = {
  invalidArgument: 3,
  notFound: 5,
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
