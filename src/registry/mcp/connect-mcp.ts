import type { McpServerSettings, McpToolSettings } from '../../domain/mcp.ts';
import type { Env } from '../assistant.ts';
import { approvalRuleOf } from '../build-tool.ts';
import type { Mistake } from '../mistake.ts';
import { policyOf } from '../tool-rules.ts';
import type { McpServer } from './mcp-server.ts';
import type { CheckedMcp, CheckedMcpServer, CheckedMcpTool } from './mcp-shape.ts';

/** The MCP servers of an assistant with addresses and keys from the environment; and what is missing or wrong there. */
export interface ConnectedMcp {
  readonly servers: ReadonlyMap<string, McpServer>;
  readonly mistakes: readonly Mistake[];
}

export function connectMcp(file: string, written: CheckedMcp, env: Env): ConnectedMcp {
  const mistakes: Mistake[] = [];
  const servers = Object.entries(written).map(([name, server]): [string, McpServer] => {
    const demand = (field: string, expected: string) =>
      mistakes.push({ file, field: `mcp.${name}.${field}`, expected });
    const url = urlOf(server, env, demand);
    const headers = headersOf(server, env, demand);
    return [name, { name, url, headers, tools: new Map(server.tools.map((tool) => [tool.name, tool])) }];
  });
  return { servers: new Map(servers), mistakes };
}

type Demand = (field: string, expected: string) => void;

function urlOf({ url, urlEnv }: CheckedMcpServer, env: Env, demand: Demand): string {
  if (url !== undefined) return url;
  const found = urlEnv === undefined ? undefined : env[urlEnv];
  if (found && /^https?:$/.test(URL.parse(found)?.protocol ?? '')) return found;
  demand('urlEnv', `expected ${urlEnv} to be set to an http(s) URL`);
  return '';
}

function headersOf({ tokenEnv, headersEnv }: CheckedMcpServer, env: Env, demand: Demand) {
  const read = (field: string, variable: string): string => {
    const value = env[variable];
    if (!value) demand(field, `expected ${variable} to be set`);
    // Said of its name only: the value is a secret.
    else if (!headerValue.test(value))
      demand(field, `expected ${variable} to be one line of plain characters`);
    return value ?? '';
  };
  const headers = Object.entries(headersEnv).map(([name, variable]): [string, string] => [
    name.toLowerCase(),
    read(`headersEnv.${name}`, variable),
  ]);
  if (tokenEnv !== undefined) headers.push(['authorization', `Bearer ${read('tokenEnv', tokenEnv)}`]);
  return Object.fromEntries(headers);
}

const headerValue = /^[\x20-\x7e]+$/;

/** What the manifest holds of them: names of variables, and no functions. */
export function mcpSettingsOf(written: CheckedMcp): Record<string, McpServerSettings> {
  return Object.fromEntries(
    Object.entries(written).map(([name, { url, urlEnv, tokenEnv, headersEnv, tools }]) => [
      name,
      {
        ...(url !== undefined && { url }),
        ...(urlEnv !== undefined && { urlEnv }),
        ...(tokenEnv !== undefined && { tokenEnv }),
        headersEnv,
        tools: tools.map(toolSettingsOf),
      },
    ]),
  );
}

function toolSettingsOf(tool: CheckedMcpTool): McpToolSettings {
  const { name, as, description, effect, proof, policy, dataClass, capabilities = [as] } = tool;
  const approval = approvalRuleOf(tool);
  return {
    ...{ name, as, effect, proof, capabilities, dataClass },
    policy: policyOf(effect, policy),
    hasEffectKey: tool.effectKey !== undefined,
    ...(description !== undefined && { description }),
    ...(approval && { approval }),
  };
}
