import type { ColumnType, Generated } from 'kysely';
import type { Manifest } from '../domain/manifest.ts';

/** The tables of what components are like. */
export interface ComponentSchema {
  component_troubles: ComponentTroublesTable;
  pauses: PausesTable;
  manifests: ManifestsTable;
  incidents: IncidentsTable;
  alerts: AlertsTable;
}

interface ComponentTroublesTable {
  component: string;
  state: 'degraded' | 'down';
  reason: string;
  since: Generated<Date>;
  trial_at: Generated<Date>;
  trials: Generated<number>;
  /** Whether it was found by how often its calls fail. */
  by_rate: Generated<boolean>;
}

interface IncidentsTable {
  id: Generated<string>;
  component: string;
  state: 'degraded' | 'down';
  reason: string;
  serves: string;
  opened_at: Generated<Date>;
  closed_at: Date | null;
  closed_because: string | null;
}

interface AlertsTable {
  id: Generated<string>;
  /** What it is about: one of these two. */
  incident_id: string | null;
  approval_id: string | null;
  kind: 'opened' | 'closed' | 'reminder';
  attempts: Generated<number>;
  due_at: Generated<Date>;
  sent_at: Date | null;
  given_up_at: Date | null;
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
