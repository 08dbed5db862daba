import type { Doorbell } from '../../../src/http/dependencies.ts';

/** Stands in for the workflow: remembers who rang, and can be made deaf. */
export interface TestDoorbell extends Doorbell {
  readonly rings: { readonly what: keyof Doorbell; readonly conversationId: string }[];
  /** From now on every ring fails, as if Temporal were down. */
  breakDown(): void;
  repair(): void;
}

export function createTestDoorbell(): TestDoorbell {
  const rings: TestDoorbell['rings'][number][] = [];
  let isDown = false;
  const ring = (what: keyof Doorbell) => async (act: { conversationId: string }) => {
    if (isDown) throw new Error('the workflow service is down');
    rings.push({ what, conversationId: act.conversationId });
  };
  return {
    rings,
    breakDown: () => {
      isDown = true;
    },
    repair: () => {
      isDown = false;
    },
    message: ring('message'),
    takeOver: ring('takeOver'),
    handBack: ring('handBack'),
    close: ring('close'),
    decide: ring('decide'),
    event: ring('event'),
    wakeUp: ring('wakeUp'),
  };
}
