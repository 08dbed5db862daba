import { isJSONRPCRequest, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

type Send = StreamableHTTPClientTransport['send'];

/**
 * Streamable HTTP, but for one thing: when the stream of an answer ends without the answer, the package lets its caller
 * wait until time is up. Here the call fails then, so that a server that was killed is told from a slow one.
 */
export class EndingTransport extends StreamableHTTPClientTransport {
  override async send(...[message, options]: Parameters<Send>): Promise<void> {
    if (!isJSONRPCRequest(message)) return await super.send(message, options);
    const { id } = message;
    // Where the answer had come before, nobody waits for this one any more.
    const onRequestStreamEnd = () => {
      options?.onRequestStreamEnd?.();
      this.onmessage?.({
        jsonrpc: '2.0',
        id,
        error: { code: streamEndedCode, message: 'the stream has ended' },
      });
    };
    await super.send(message, { ...options, onRequestStreamEnd });
  }
}

/** Of those that JSON-RPC leaves to implementations; servers' own codes for lost connections are alike. */
export const streamEndedCode = -32_000;
