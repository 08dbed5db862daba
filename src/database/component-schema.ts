import type { ColumnType, Generated } from 'kysely';
import type { Manifest } from '../domain/manifest.ts';

/** The tables of what components are like. */
export interface ComponentSchema {
  component_troubles: ComponentTroublesTable;
  pauses: PausesTable;
  manifests: ManifestsTable;
}

interface ComponentTroublesTable {
  component: string;
  state: 'degraded' | 'down';
  reason: string;
  since: Generated<Date>;
  trial_at: Generated<Date>;
  trials: Generated<number>;
}

interface ManifestsTable {
  hash: string;
  assistant: string;
  body: ColumnType<Manifest, string, never>;
  stored_at: Generated<Date>;
}

interface PausesTable {
  /** `*`, an assistant, or a component. */
  scope: string;
  manner: 'hand_over' | 'wait';
  reason: string | null;
  paused_by: string;
  paused_at: Generated<Date>;
}
