import { ApprovalsPage } from './approvals/approvals-page.tsx';
import { api } from './data/api.ts';
import { useSession } from './data/session.ts';
import { useResource } from './data/use-resource.ts';
import { HealthPage } from './health/health-page.tsx';
import { InboxPage } from './inbox/inbox-page.tsx';
import { addressOf, type Place, usePlace } from './place.ts';
import { AuditPage } from './team/audit-page.tsx';
import { TeamPage } from './team/team-page.tsx';

/** What stands around every page: where one can go, who one is, and whether the page is up to date. */
export function Shell() {
  const place = usePlace();
  const { operator, logOut, isConnected } = useSession();
  const decisions = useResource('approvals', (signal) => api.pendingApprovals(signal));
  const people = useResource('needs-operator', (signal) => api.conversations({ needs: 'operator' }, signal));

  return (
    <div class="shell">
      <header class="bar">
        <a class="brand" href={addressOf({ page: 'inbox', filter: 'all', q: '' })}>
          Baton
        </a>
        <nav aria-label="Pages">
          <Tab
            to={{ page: 'inbox', filter: 'all', q: '' }}
            at={place}
            label="Inbox"
            count={countOf(people.data)}
            what="wait for a person"
          />
          <Tab
            to={{ page: 'approvals' }}
            at={place}
            label="Decisions"
            count={countOf(decisions.data)}
            what="wait"
          />
          <Tab to={{ page: 'health' }} at={place} label="Health" />
          {operator.role === 'admin' && (
            <>
              <Tab to={{ page: 'team' }} at={place} label="Team" />
              <Tab to={{ page: 'audit', about: '' }} at={place} label="Audit" />
            </>
          )}
        </nav>
        <span class="me">
          <span class="faint" title={operator.role}>
            {operator.email}
          </span>
          <button type="button" class="quiet" onClick={logOut}>
            Log out
          </button>
        </span>
      </header>
      {!isConnected && (
        <p class="banner" role="status">
          Not connected at the moment. What you see may be old; it comes back by itself.
        </p>
      )}
      {place.page === 'inbox' && <InboxPage place={place} />}
      {place.page === 'approvals' && <ApprovalsPage approvals={decisions} />}
      {place.page === 'health' && <HealthPage />}
      {place.page === 'team' && <TeamPage />}
      {place.page === 'audit' && <AuditPage key={place.about} about={place.about} />}
    </div>
  );
}

interface TabProps {
  readonly to: Place;
  readonly at: Place;
  readonly label: string;
  /** As shown: `99+`. */
  readonly count?: string;
  /** What is counted, for who only hears it. */
  readonly what?: string;
}

function Tab({ to, at, label, count = '', what = '' }: TabProps) {
  const isHere = to.page === at.page;
  return (
    <a href={addressOf(to)} class="tab" {...(isHere && { 'aria-current': 'page' as const })}>
      {label}
      {count !== '' && (
        <span class="count">
          {count}
          <span class="visually-hidden"> {what}</span>
        </span>
      )}
    </a>
  );
}

function countOf(page: { items: readonly unknown[]; nextCursor: string | null } | undefined): string {
  if (!page || page.items.length === 0) return '';
  return page.nextCursor === null ? String(page.items.length) : `${page.items.length}+`;
}
