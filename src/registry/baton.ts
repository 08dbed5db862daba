/** What `import … from 'baton'` gives the author of an assistant. */
export type { LocalText } from '../domain/local-text.ts';
export type { ToolCustomer } from '../domain/tool-customer.ts';
export { ToolRefusal } from '../domain/tool-refusal.ts';
export {
  type AgentDefinition,
  type AssistantDefinition,
  defineAssistant,
  type IntentDefinition,
  type KnowledgeDefinition,
} from './define-assistant.ts';
export type { McpServerDefinition, McpToolDefinition } from './define-mcp.ts';
export {
  type AnyToolDefinition,
  type ApprovalDefinition,
  type CallbackToolDefinition,
  defineTool,
  type PolicyDefinition,
  type ToolDefinition,
} from './define-tool.ts';
export type { Callback, ToolContext, ToolLog } from './tool.ts';
