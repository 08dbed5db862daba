import { useState } from 'preact/hooks';
import { api } from '../data/api.ts';
import { useAct } from '../data/use-act.ts';
import { time } from '../words.ts';

/** Makes the link by which an operator decides on another device, where they aren't logged in. */
export function LinkMaker({ approvalId }: { readonly approvalId: string }) {
  const act = useAct();
  const [made, setMade] = useState<{ url: string; expiresAt: string }>();
  if (made)
    return (
      <label class="made-link">
        Works once, in your name, until {time(made.expiresAt)}
        <input readOnly value={made.url} onFocus={({ currentTarget }) => currentTarget.select()} />
      </label>
    );
  return (
    <>
      <button
        type="button"
        class="quiet"
        disabled={act.isBusy}
        onClick={() => void act.run(async () => setMade(await api.makeLink(approvalId)))}
      >
        Link for another device
      </button>
      {act.problem && (
        <span role="alert" class="problem">
          {act.problem}
        </span>
      )}
    </>
  );
}
