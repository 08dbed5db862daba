import { useState } from 'preact/hooks';
import { api } from '../data/api.ts';
import type { AuditEntry } from '../data/shapes.ts';
import { useAct } from '../data/use-act.ts';
import { useResource } from '../data/use-resource.ts';
import { addressOf } from '../place.ts';
import { plain, time } from '../words.ts';

/** Who did what, the newest first; also what was refused. */
export function AuditPage({ about }: { readonly about: string }) {
  const first = useResource(`audit ${about}`, (signal) => api.audit({ about }, signal), 'none');
  const [older, setOlder] = useState<{ items: readonly AuditEntry[]; cursor: string | null }>();
  const act = useAct();
  const cursor = older ? older.cursor : (first.data?.nextCursor ?? null);
  const loadMore = () =>
    act.run(async () => {
      if (cursor === null) return;
      const page = await api.audit({ about, cursor }, AbortSignal.timeout(20_000));
      setOlder((before) => ({ items: [...(before?.items ?? []), ...page.items], cursor: page.nextCursor }));
    });
  const entries = [...(first.data?.items ?? []), ...(older?.items ?? [])];
  return (
    <main class="page">
      <h1>Audit</h1>
      {about !== '' && (
        <p>
          Only what concerns <code>{about}</code>.{' '}
          <a href={addressOf({ page: 'audit', about: '' })}>Show all</a>
        </p>
      )}
      {!first.data && <p class="nothing">{first.problem ?? 'One moment…'}</p>}
      {first.data && entries.length === 0 && <p class="nothing">Nothing was done yet.</p>}
      <ol class="entries">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {cursor !== null && (
        <button type="button" class="quiet" disabled={act.isBusy} onClick={() => void loadMore()}>
          {act.problem ?? 'Show earlier entries'}
        </button>
      )}
    </main>
  );
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const { at, actor, actorEmail, act, subject, allowed, detail } = entry;
  return (
    <li>
      <time class="faint" dateTime={at}>
        {time(at)}
      </time>{' '}
      <bdi>{actorEmail ?? actor}</bdi> · <strong>{plain(act)}</strong>
      {!allowed && <span class="problem"> refused</span>} ·{' '}
      <a href={addressOf({ page: 'audit', about: subject })}>{subject.slice(0, 8)}</a>
      {detail !== undefined && <pre>{JSON.stringify(detail)}</pre>}
    </li>
  );
}
