/** Calls to the frame that wait for its answer. */
export function createCalls() {
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void; refusal: string }>();
  let last = 0;
  return {
    /** Settles with the frame's answer; `refusal` is what a no means. */
    make(send: (call: number) => void, refusal: string): Promise<void> {
      const call = ++last;
      return new Promise((resolve, reject) => {
        waiting.set(call, { resolve, reject, refusal });
        send(call);
      });
    },
    settle(call: number, isDone: boolean): void {
      const one = waiting.get(call);
      waiting.delete(call);
      if (isDone) one?.resolve();
      else one?.reject(new Error(one.refusal));
    },
    refuseAll(reason: string): void {
      for (const { reject } of waiting.values()) reject(new Error(reason));
      waiting.clear();
    },
  };
}
