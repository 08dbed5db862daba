/** What a vendor sent was too large to be an answer. */
export class OversizedResponse extends Error {}

/**
 * Watches an event stream grow, piece by piece. The `openai` package collects a line until its end and an event until
 * the blank line after it, and then takes all of its lines at once: here each has a size.
 */
export function openSizeCheck(): (piece: Uint8Array) => void {
  let responseBytes = 0;
  let lineBytes = 0;
  let eventLines = 0;
  // The last four bytes, the newest lowest.
  let recent = 0;

  function step(byte: number): void {
    recent = (recent << 8) | byte;
    lineBytes += 1;
    if (byte !== lineFeed && byte !== carriageReturn) return;
    lineBytes = 0;
    eventLines = isEventEnd(recent) ? 0 : eventLines + 1;
  }

  return (piece) => {
    responseBytes += piece.length;
    for (const byte of piece) {
      step(byte);
      if (eventLines > eventLinesMax || lineBytes > lineBytesMax) throw new OversizedResponse();
    }
    if (responseBytes > responseBytesMax) throw new OversizedResponse();
  };
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** As the package sees it: two line ends of the same kind. */
const isEventEnd = (recent: number) =>
  (recent & 0xffff) === 0x0a0a || (recent & 0xffff) === 0x0d0d || recent === 0x0d0a0d0a;

/** A whole answer in one event, each character escaped, or every tool call with all its arguments. */
const lineBytesMax = 262_144;

/** An event has one line, or a few with its name and comments. */
const eventLinesMax = 1_000;

/** Some 300 bytes a token, over more tokens than any answer of ours and the thinking before it. */
const responseBytesMax = 67_108_864;
