import { z } from 'zod';
import { authoringBounds as max } from '../../domain/authoring-bounds.ts';
import { proofs } from '../../domain/message.ts';
import { effects } from '../../domain/tool.ts';
import { capabilitiesShape, dataClassShape } from '../capability-shape.ts';
import { closedObject } from '../closed-object.ts';
import { checkEffectRules } from '../tool-rules.ts';
import { approvalShape, effectKeyShape, policyShape } from '../tool-shape.ts';
import { modelFacingName } from './model-facing-name.ts';

const envName = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable');
const headerName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'expected the name of a header');
const serverToolName = z.string().min(1).max(max.mcpToolNameTextMax);
const url = z.string().refine(isPlainHttpUrl, 'expected an http(s) URL without user or password in it');

/** What an author says of a tool, or of all tools of a server. */
const declared = {
  effect: z.enum(effects).optional(),
  proof: z.enum(proofs).optional(),
  approval: approvalShape.optional(),
  policy: policyShape.optional(),
  dataClass: dataClassShape.optional(),
};

const toolShape = z.union(
  [
    serverToolName,
    closedObject({
      name: serverToolName,
      description: z.string().trim().min(1).max(max.descriptionTextMax).optional(),
      effectKey: effectKeyShape.optional(),
      capabilities: capabilitiesShape.optional(),
      ...declared,
    }),
  ],
  { error: "expected a tool's name, or { name, effect, … }" },
);

const serverShape = closedObject({
  url: url.optional(),
  urlEnv: envName.optional(),
  tokenEnv: envName.optional(),
  headersEnv: z
    .record(headerName, envName)
    .refine((headers) => Object.keys(headers).length <= max.mcpHeadersMax, {
      error: `expected at most ${max.mcpHeadersMax} headers`,
    })
    .default({}),
  tools: z.array(toolShape).min(1).max(max.toolsMax).readonly(),
  ...declared,
});

/** Servers by name, each with its tools as they will be used. */
export const mcpShape = z
  .record(
    z.string().regex(/^[a-z][a-z0-9_-]{0,30}$/i, 'expected a name of letters, digits, _ or -'),
    serverShape,
  )
  .refine((servers) => Object.keys(servers).length <= max.mcpServersMax, {
    error: `expected at most ${max.mcpServersMax} servers`,
  })
  .transform((servers, context) =>
    Object.fromEntries(
      Object.entries(servers).map(([name, server]) => [name, withTools(name, server, context)]),
    ),
  );

type WrittenServer = z.output<typeof serverShape>;

function withTools(serverName: string, server: WrittenServer, context: z.core.$RefinementCtx) {
  const refuse = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path: [serverName, ...path], message });
  if ((server.url === undefined) === (server.urlEnv === undefined))
    refuse(['url'], 'expected either url or urlEnv');
  const tools = server.tools.map((written, index) => {
    const own = typeof written === 'string' ? { name: written } : written;
    const { effect = server.effect, proof = server.proof ?? 'claimed', ...rest } = own;
    if (!effect) refuse(['tools', index], `expected effect (${effects.join(', ')}), here or for the server`);
    const { approval = server.approval, policy = server.policy ?? policyShape.parse({}) } = own;
    const { dataClass = server.dataClass ?? 'personal' } = own;
    const tool = {
      ...rest,
      as: modelFacingName(serverName, own.name),
      effect: effect ?? 'irreversible',
      ...{ proof, policy, dataClass },
      ...(approval && { approval }),
    };
    if (effect) checkEffectRules(tool, (path, message) => refuse(['tools', index, ...path], message));
    return tool;
  });
  const { url, urlEnv, tokenEnv, headersEnv } = server;
  return { url, urlEnv, tokenEnv, headersEnv, tools };
}

function isPlainHttpUrl(text: string): boolean {
  const parsed = URL.parse(text);
  return (
    parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === ''
  );
}

/** Servers that were found well-formed. */
export type CheckedMcp = z.output<typeof mcpShape>;
export type CheckedMcpServer = CheckedMcp[string];
export type CheckedMcpTool = CheckedMcpServer['tools'][number];
