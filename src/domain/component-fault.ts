import { ComponentUnavailable } from './component.ts';
import { ModelError, type ModelErrorKind } from './model-error.ts';
import { ToolFailure } from './tool-failure.ts';
import { ToolRefusal } from './tool-refusal.ts';

/** Whether an error says that the component is not well, and not that the request was wrong or was given up. */
export function isFault(error: unknown): boolean {
  if (error instanceof ModelError) return modelFaults[error.kind];
  if (isToolsWord(error) || error instanceof ComponentUnavailable) return false;
  return !(error instanceof Error && givenUp.includes(error.name));
}

/** Whether an error is an answer: somebody is there, who refuses. */
export const hasAnswered = (error: unknown): boolean =>
  isToolsWord(error) ||
  (error instanceof ModelError && (error.kind === 'refused' || error.kind === 'invalid'));

const isToolsWord = (error: unknown) => error instanceof ToolRefusal || error instanceof ToolFailure;

const modelFaults = {
  transient: true,
  rate_limited: true,
  unavailable: true,
  exhausted: true,
  refused: false,
  invalid: false,
  bug: false,
} as const satisfies Record<ModelErrorKind, boolean>;

/** What a caller throws who no longer wants the result. */
const givenUp = ['AbortError', 'CancelledFailure'];

/** Why a component counts as not well, in words for operators. */
export function faultInWords(error: unknown): string {
  if (error instanceof ModelError) return modelFaultsInWords[error.kind] ?? 'its calls fail';
  if (error instanceof Error && error.name === 'TimeoutError') return 'it does not answer in time';
  return 'its calls fail';
}

const modelFaultsInWords: Readonly<Partial<Record<ModelErrorKind, string>>> = {
  transient: 'its answers fail or break off',
  rate_limited: 'it has no capacity left for us',
  unavailable: 'it could not be reached',
  exhausted: 'its account has no money left',
};
