import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { currentBuyer, currentPath, currentQuery, currentView, focusAfterMove, setQuery } from './address/current-address.ts';
import { addressOf, BUYER_NAMES, buyerIn, type PLAIN_VIEWS, type Shown } from './address/page-address.ts';
import { useAnswer } from './service/questions.ts';
import { STATUS } from './service/status.ts';
import { Ranking } from './views/ranking/ranking.tsx';
import { dayText } from './words/numbers.ts';

/** Views that the menu names. */
const NAMES: Readonly<Record<keyof typeof PLAIN_VIEWS, string>> = {
  '/': 'Ranking',
  '/changes': 'Changes',
  '/calendar': 'Calendar',
  '/signals': 'Signals',
  '/trend': 'Trend',
  '/heat-map': 'Heat map',
  '/map': 'Map',
  '/scenarios': 'Scenarios',
  '/exposure': 'My company',
  '/trust': 'Trust',
  '/documents': 'Documents',
};

type View = ComponentType;
/** Views that come as files of their own when they are first opened. */
const LATER: Readonly<Record<Exclude<Shown['view'], 'ranking' | 'nowhere'>, () => Promise<View>>> = {
  subject: async () => (await import('./views/subject/subject.tsx')).SubjectPage,
  changes: async () => (await import('./views/changes/changes.tsx')).Changes,
  calendar: async () => (await import('./views/calendar/calendar.tsx')).Calendar,
  signals: async () => (await import('./views/signals/signals.tsx')).Signals,
  trend: async () => (await import('./views/trend/trend.tsx')).Trend,
  'heat-map': async () => (await import('./views/heat-map/heat-map.tsx')).HeatMap,
  map: async () => (await import('./views/map/map.tsx')).WorldMap,
  scenarios: async () => (await import('./views/scenarios/scenarios.tsx')).Scenarios,
  exposure: async () => (await import('./views/exposure/exposure.tsx')).Exposure,
  trust: async () => (await import('./views/trust/trust.tsx')).Trust,
  documents: async () => (await import('./views/documents/documents.tsx')).Documents,
  document: async () => (await import('./views/documents/document.tsx')).OneDocument,
};

const loaded = new Map<string, View>();

/** Everything around a view: brand, buyer, links, how fresh the scores are. */
export function Shell() {
  const [isOpen, open] = useState(false);
  const path = currentPath.value;
  const buyer = currentBuyer.value;
  const { wrong } = buyerIn(currentQuery.value);
  useEffect(() => open(false), [path]);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header>
        <a class="brand" href={addressOf('/', { buyer })}>
          Chokepoint
        </a>
        <button type="button" class="menu" aria-expanded={isOpen} aria-controls="views" onClick={() => open(!isOpen)}>
          Menu
        </button>
        <nav id="views" class={isOpen ? 'open' : ''} aria-label="Views">
          {Object.entries(NAMES).map(([to, name]) => (
            <a key={to} href={addressOf(to, { buyer })} aria-current={to === path ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
        <label class="buyer">
          <span>Buyer</span>{' '}
          <select value={buyer} onChange={(event) => setQuery({ buyer: event.currentTarget.value })}>
            {Object.entries(BUYER_NAMES).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </header>
      <Freshness />
      <main id="main">
        {wrong === null ? null : (
          <p class="notice" role="alert">
            There is no buyer “{wrong}” in this address. Shown is {BUYER_NAMES[buyer]}.
          </p>
        )}
        <Current />
      </main>
      <footer>
        <p>
          A score is the chance in percent that supply falls short within a year for longer than the stock lasts: expert judgement, not
          validated. The range around it says how far it would move if more were known of the world today.{' '}
          <a href={addressOf('/trust', { buyer })}>How it is made, and its limits</a>. <a href="/docs">The API behind this page</a>.
        </p>
      </footer>
    </>
  );
}

/** Which run is shown, and what the service itself says is wrong with it. */
function Freshness() {
  const state = useAnswer(STATUS);
  if (state.kind !== 'ready' && state.kind !== 'stale') return <Bar>&nbsp;</Bar>;
  const { current_run: run, reasons } = state.value;
  const words = reasons.length === 1 ? '1 warning' : `${reasons.length} warnings`;
  return (
    <Bar>
      {run === null ? 'No scores yet' : `Scores of ${dayText(run.as_of)}, run ${run.run_id}`}
      {reasons.length === 0 ? null : (
        <>
          {' · '}
          <a href={addressOf('/trust', { buyer: currentBuyer.value })}>{words}</a>
        </>
      )}
    </Bar>
  );
}

const Bar = ({ children }: { readonly children: ComponentChildren }) => (
  <section class="freshness" aria-label="How fresh the scores are">
    {children}
  </section>
);

function Current() {
  const shown = currentView.value;
  const { view } = shown;
  const [, arrived] = useState('');
  const [broken, breakDown] = useState<string | null>(null);
  useEffect(() => {
    breakDown(null);
    if (view === 'ranking' || view === 'nowhere' || loaded.has(view)) return;
    LATER[view]().then(
      (component) => {
        loaded.set(view, component);
        arrived(view);
      },
      () => breakDown(view),
    );
  }, [view]);
  const path = currentPath.value;
  // Who came by a link or a key hears where they are now; who loads the page hears its title anyway.
  useEffect(focusAfterMove, [path, loaded.has(view)]);
  if (view === 'ranking') return <Ranking />;
  if (view === 'nowhere')
    return (
      <>
        <h1 tabIndex={-1}>There is no such page</h1>
        <p>
          Nothing is at <code>{currentPath.value}</code>. Begin with the <a href="/">ranking</a>.
        </p>
      </>
    );
  const View = loaded.get(view);
  if (View !== undefined) return <View key={shown.view === 'subject' ? `${shown.folder}/${shown.id}` : view} />;
  return broken === view ? (
    <div class="state bad" role="alert">
      <p>
        <strong>This view could not be loaded.</strong> The page may have been replaced by a newer one, or this device is offline.
      </p>
      <button type="button" onClick={() => window.location.reload()}>
        Load the page anew
      </button>
    </div>
  ) : (
    <div class="state" role="status" style={{ minHeight: '24rem' }}>
      Loading …
    </div>
  );
}
