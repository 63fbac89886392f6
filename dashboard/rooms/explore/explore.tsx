import './explore.css';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import {
  addressOf,
  currentBuyer,
  currentPath,
  currentView,
  type ExploreTab,
  FOLDERS,
  type Folder,
  setQuery,
  TABS,
} from '../../address/address.ts';
import { Choice } from '../../parts/choice.tsx';
import { CopyLink } from '../../parts/copy-link.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useTitle } from '../../parts/title.ts';
import { useAnswer } from '../../service/query.ts';
import { STATUS } from '../../service/questions.ts';
import { EXPLORE } from '../../words/explore.ts';
import { country, day, language } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { currentFilter, type Filter, filtered, GROUP_NAMES, type TabProps } from './filter.ts';
import { List } from './list.tsx';
import { ranking } from './questions.ts';

const FOLDER_NAMES = Object.keys(FOLDERS) as Folder[];

type Late = 'trend' | 'heat-map' | 'map';
/** Tabs that come as files of their own when they are first opened. */
const LATER: Readonly<Record<Late, () => Promise<ComponentType<TabProps>>>> = {
  trend: async () => (await import('./trend.tsx')).Trend,
  'heat-map': async () => (await import('./heat-map.tsx')).HeatMap,
  map: async () => (await import('./map.tsx')).WorldMap,
};
const loaded = new Map<Late, ComponentType<TabProps>>();

/** Names of the tabs, and of what stands above each, in the catalogue of words. */
const NAMES = { list: 'list', trend: 'trend', 'heat-map': 'heatMap', map: 'map' } as const;

/** All that is scored: as a list, over time, by step and on a map, under one filter. */
export function Explore() {
  const view = currentView.value;
  const tab = view.room === 'explore' ? view.tab : 'list';
  const newest = useAnswer(STATUS).data?.current_run?.as_of;
  const filter = currentFilter(newest);
  const buyer = currentBuyer.value;
  const { data } = useAnswer(tab === 'list' ? ranking(filter.type, buyer, filter.asOf) : null);
  const count = data === undefined || data.subject_type !== filter.type || data.next_cursor !== null ? null : data.data.length;
  const title = tab === 'list' ? EXPLORE[`${filter.folder}Title`](count, country(buyer)) : EXPLORE[`${NAMES[tab]}Title`](country(buyer));
  useTitle(title);
  return (
    <>
      <div class="lead">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          <p>{EXPLORE[`${NAMES[tab]}Lead`]}</p>
        </div>
        <div class="acts">
          <CopyLink />
          {tab !== 'list' ? null : (
            <a class="btn" href={fileOf(filter)} download>
              {count === null ? WORDS.downloadCsv : EXPLORE.csvOfAll(count)}
            </a>
          )}
        </div>
      </div>
      <Tabs
        name={EXPLORE.views}
        tabs={TABS.explore.map((one, n) => ({
          to: filtered(n === 0 ? '/explore' : `/explore/${one}`),
          name: EXPLORE[NAMES[one]],
          isOpen: one === tab,
        }))}
      />
      <Filters filter={filter} tab={tab} newest={newest} />
      {tab === 'list' ? <List key={filter.type} filter={filter} /> : <Tab key={tab} name={tab} filter={filter} />}
    </>
  );
}

/** The same rows as a file. */
const fileOf = ({ type, asOf }: Filter): string =>
  addressOf('/v1/scores', {
    subject_type: type,
    buyer: currentBuyer.value,
    limit: '1000',
    format: 'csv',
    lang: language.value,
    as_of: asOf,
    custom: type === 'supplier' && asOf === null ? 'include' : null,
  });

interface FiltersProps extends TabProps {
  readonly tab: ExploreTab;
  /** The last day that there are scores of. */
  readonly newest: string | undefined;
}

/** The filter of all tabs. Elements alone have groups, steps and a map. */
function Filters({ filter, tab, newest }: FiltersProps) {
  const { folder, words, group, asOf, wrongDay } = filter;
  const isOfAnyType = tab === 'list' || tab === 'trend';
  return (
    <>
      <search class="filters">
        {isOfAnyType ? (
          <nav class="seg" aria-label={EXPLORE.type}>
            {FOLDER_NAMES.map((one) => (
              <a
                key={one}
                href={filtered(currentPath.value, { type: one, group: null })}
                aria-current={one === folder ? 'true' : undefined}
              >
                {EXPLORE[one]}
              </a>
            ))}
          </nav>
        ) : null}
        {tab === 'map' ? null : (
          <input
            class="field"
            type="search"
            aria-label={EXPLORE.filter}
            placeholder={EXPLORE.filter}
            value={words}
            onInput={(event) => setQuery({ q: event.currentTarget.value, type: folder }, true)}
          />
        )}
        {tab === 'map' || (isOfAnyType && folder !== 'elements') ? null : (
          <Choice
            name={EXPLORE.group}
            isQuiet
            value={group ?? ''}
            options={[['', EXPLORE.allGroups], ...GROUP_NAMES.map((name) => [name, EXPLORE[name]] as const)]}
            pick={(picked) => setQuery({ group: picked })}
          />
        )}
        <label>
          {EXPLORE.day}
          <input
            class="field"
            type="date"
            max={newest}
            value={asOf ?? ''}
            onChange={(event) => setQuery({ as_of: event.currentTarget.value })}
          />
        </label>
        {asOf === null ? null : (
          <button type="button" class="btn bare" onClick={() => setQuery({ as_of: null })}>
            {EXPLORE.newest}
          </button>
        )}
        {asOf === null ? null : <span class="muted small">{EXPLORE.replayed(day(asOf))}</span>}
      </search>
      {wrongDay === null ? null : (
        <p class="told" role="alert">
          {EXPLORE.wrongDay(wrongDay)}
        </p>
      )}
    </>
  );
}

/** A tab that is loaded when it is opened. */
function Tab({ name, filter }: TabProps & { readonly name: Late }) {
  const [View, arrive] = useState(() => loaded.get(name));
  const [isBroken, breakDown] = useState(false);
  useEffect(() => {
    LATER[name]().then(
      (component) => {
        loaded.set(name, component);
        arrive(() => component);
      },
      () => breakDown(true),
    );
  }, [name]);
  if (View !== undefined) return <View filter={filter} />;
  return isBroken ? (
    <p class="told bad" role="alert">
      {WORDS.viewBroken}
    </p>
  ) : (
    <div class="waiting" style={{ minHeight: '40rem' }} aria-busy="true" />
  );
}
