/** Limits on what a business may write in an assistant. Units come last in each name. */
export const authoringBounds = {
  /** Assistants in one folder. */
  assistantsMax: 100,
  nameTextMax: 100,
  /** Instructions of an assistant or an agent, in UTF-16 units. */
  instructionsTextMax: 50_000,
  /** A tool's description: every model call pays for it. */
  descriptionTextMax: 1_024,
  /** A fixed text to customers. */
  fixedTextMax: 2_000,
  capabilitiesMax: 10,
  /** Tools of one assistant: OpenAI's own limit. */
  toolsMax: 128,
  mcpServersMax: 20,
  /** A tool's name as its MCP server has it. */
  mcpToolNameTextMax: 128,
  mcpHeadersMax: 20,
  modelsMax: 20,
  agentsMax: 50,
  /** Agents that one may hand off to, or ask: each is a tool that every model call pays for. */
  agentsTurnedToMax: 10,
  /** The name of an agent that others turn to stands in a tool's name. */
  agentTurnedToTextMax: 50,
  agentDescriptionTextMax: 500,
  intentsMax: 100,
  /** Examples of one intent: every classification pays for them. */
  intentExamplesMax: 20,
  intentExampleTextMax: 200,
  knowledgeBasesMax: 20,
  lowConfidenceTimesMax: 100,
  firstAnswerMsMax: 30 * 86_400_000,
  outageWaitMsMax: 86_400_000,
  /** Spans of one day in which people are there. */
  spansPerDayMax: 6,
  closedDaysMax: 400,
  /** Passages that a question is given from one knowledge base. */
  passagesMax: 20,
  embeddingDimensionsMax: 16_000,
  /** Of a cap, in millionths of a US dollar or in tokens: what sums stay exact below. */
  capMax: 1_000_000_000_000,
  languagesMax: 50,
  /** Characters of an effect key. */
  effectKeyTextMax: 256,
  toolTimeoutMsMax: 600_000,
  toolAttemptsMax: 20,
  toolRatePerSecondMax: 1_000,
  toolConcurrencyMax: 1_000,
  /** The slowest call that may be batched into a workflow task: while it runs, no signal gets in. */
  localTimeoutMsMax: 1_000,
  approvalExpiresMsMax: 365 * 86_400_000,
  settleMsMax: 60_000,
  turnDeadlineMsMax: 600_000,
  idleCloseMsMax: 365 * 86_400_000,
  /** Problems that one refused call tells the model of. */
  problemsMax: 10,
  problemTextMax: 300,
} as const;
