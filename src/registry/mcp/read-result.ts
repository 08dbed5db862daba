import { visibleText } from '../../domain/visible-text.ts';
import type { CallResult } from './mcp-connection.ts';

/**
 * What came of a call, as a model will read it: structured content where there is some, else the text. Throws where the
 * pinned schema promises structured content and none came.
 */
export function readResult({ structuredContent, content }: CallResult, isPromised: boolean): unknown {
  if (structuredContent !== undefined) return structuredContent;
  if (isPromised) throw new TypeError('the tool gave no structured content, which its schema promises');
  const omitted = content.filter((part) => textOf(part) === undefined).map(({ type }) => type);
  const text = textIn(content);
  return { text, ...(omitted.length > 0 && { omitted: [...new Set(omitted)] }) };
}

/** What the server says of a call that failed: a stranger's words, so few and visible ones. */
export const complaintOf = ({ content }: CallResult): string =>
  visibleText(textIn(content)).trim().slice(0, complaintTextMax).toWellFormed() || 'no reason was given';

const textIn = (content: Content): string =>
  content
    .flatMap((part) => textOf(part) ?? [])
    .join('\n')
    .slice(0, resultTextMax);

type Content = CallResult['content'];

function textOf(part: Content[number]): string | undefined {
  if (part.type === 'text') return part.text;
  if (part.type === 'resource_link') return `${part.name}: ${part.uri}`;
  return part.type === 'resource' && 'text' in part.resource ? part.resource.text : undefined;
}

/** Models read half of this. */
const resultTextMax = 64_000;
const complaintTextMax = 500;
