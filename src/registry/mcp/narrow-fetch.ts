/**
 * `fetch` that goes to one address and nowhere else: no other path, no redirect, no page that a server names. A response
 * has a size; beyond it the reader gets an error.
 */
export function narrowFetch(only: string): typeof fetch {
  const { href } = new URL(only);
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    if (new URL(url).href !== href) throw new TypeError('an MCP client may ask its own server only');
    // The stream on which servers speak unasked: nothing that they would say there is used. Resuming an answer is.
    if (init.method === 'GET' && !new Headers(init.headers).has('last-event-id')) return notOffered();
    const response = await fetch(url, { ...init, redirect: 'error' });
    if (!response.body) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(bounded()), { status, statusText, headers });
  };
}

const notOffered = () => new Response(null, { status: 405 });

function bounded(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(piece, reader) {
      bytes += piece.length;
      if (bytes > responseBytesMax) reader.error(new RangeError('an MCP server sent too much'));
      else reader.enqueue(piece);
    },
  });
}

/** Of one answer or one list of tools, with what is told on the way. */
const responseBytesMax = 2_097_152;
