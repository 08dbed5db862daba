import type { Manifest } from '../domain/manifest.ts';
import type { Database } from './open-database.ts';

export type Manifests = ReturnType<typeof createManifests>;

/** The manifests that turns run under, by their hash: whichever process ends a turn finds the one that it began with. */
export function createManifests(db: Database) {
  return {
    async store(manifests: readonly Manifest[]): Promise<void> {
      if (manifests.length === 0) return;
      const rows = manifests.map((manifest) => ({
        hash: manifest.hash,
        assistant: manifest.id,
        body: JSON.stringify(manifest),
      }));
      await db
        .insertInto('manifests')
        .values(rows)
        .onConflict((oc) => oc.column('hash').doNothing())
        .execute();
    },

    async find(hash: string): Promise<Manifest | undefined> {
      const row = await db.selectFrom('manifests').select('body').where('hash', '=', hash).executeTakeFirst();
      return row?.body;
    },
  };
}
