import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Lifecycle } from './lifecycle.ts';

/** What every step of a start has at hand. */
export interface Scene {
  readonly config: Config;
  readonly lifecycle: Lifecycle;
  readonly log: Logger;
  /** Something that runs has broken: everything stops. Without effect once a stop is under way. */
  readonly fail: (error: Error) => void;
}
