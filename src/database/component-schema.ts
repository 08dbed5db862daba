import type { Generated } from 'kysely';

/** The tables of what components are like. */
export interface ComponentSchema {
  component_troubles: ComponentTroublesTable;
  pauses: PausesTable;
}

interface ComponentTroublesTable {
  component: string;
  state: 'degraded' | 'down';
  reason: string;
  since: Generated<Date>;
  trial_at: Generated<Date>;
  trials: Generated<number>;
}

interface PausesTable {
  /** `*`, an assistant, or a component. */
  scope: string;
  manner: 'hand_over' | 'wait';
  reason: string | null;
  paused_by: string;
  paused_at: Generated<Date>;
}
