import {
  anArray,
  anotherType,
  brokenType,
  malformedId,
  notJson,
  tooLarge,
  unknownId,
  wrongMethod,
} from './faults.ts';
import type { Route } from './refusable-routes.ts';

/** Nobody's session counts here: the address itself is the permission. */
export const callbackRoute = (token: string): Route => ({
  method: 'POST',
  path: `/webhooks/tools/${token}`,
  headers: { 'content-type': 'application/json' },
  body: { status: 'done', output: { priceCents: 4_900 } },
  faults: [
    wrongMethod,
    tooLarge,
    unknownId(token),
    malformedId(token),
    notJson,
    anArray,
    anotherType,
    brokenType,
  ],
});
