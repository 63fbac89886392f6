import './explore.css';
import type { ComponentType } from 'preact';
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
  withQuery,
} from '../../address/address.ts';
import { Act, ActLink } from '../../parts/act.tsx';
import { Choice } from '../../parts/choice.tsx';
import { CopyLink } from '../../parts/copy-link.tsx';
import { late } from '../../parts/late.tsx';
import { Lead } from '../../parts/lead.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useAnswer } from '../../service/query.ts';
import { STATUS } from '../../service/questions.ts';
import { EXPLORE } from '../../words/explore.ts';
import { country, day, filled, language } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { currentFilter, type Filter, GROUP_NAMES, type TabProps } from './filter.ts';
import { List } from './list.tsx';
import { ranking } from './questions.ts';

const VIEWS: Readonly<Record<ExploreTab, ComponentType<TabProps>>> = {
  list: List,
  trend: late(async () => (await import('./trend.tsx')).Trend),
  'heat-map': late(async () => (await import('./heat-map.tsx')).HeatMap),
  map: late(async () => (await import('./map.tsx')).WorldMap),
  dependence: late(async () => (await import('./dependence.tsx')).Dependence),
};

const NAMES = {
  list: 'list',
  trend: 'trend',
  'heat-map': 'heatMap',
  map: 'map',
  dependence: 'dependence',
} as const;

export function Explore() {
  const view = currentView.value;
  const tab = view.room === 'explore' ? view.tab : 'list';
  const newest = useAnswer(STATUS).data?.current_run?.as_of;
  const filter = currentFilter(newest);
  const buyer = currentBuyer.value;
  const { data } = useAnswer(tab === 'list' ? ranking(filter.type, buyer, filter.asOf) : null);
  const count =
    data === undefined || data.subject_type !== filter.type || data.next_cursor !== null
      ? null
      : data.data.length;
  const title = filled(EXPLORE[`${tab === 'list' ? filter.folder : NAMES[tab]}Title`], {
    buyer: country(buyer),
  });
  const View = VIEWS[tab];
  return (
    <>
      <Lead title={title} text={EXPLORE[`${NAMES[tab]}Lead`]}>
        <CopyLink />
        {tab !== 'list' ? null : (
          <ActLink
            says={count === null ? WORDS.downloadCsv : filled(EXPLORE.csvOfAll, { count })}
            to={fileOf(filter)}
            isFile
          />
        )}
      </Lead>
      <Tabs
        name={EXPLORE.views}
        tabs={TABS.explore.map((one, n) => ({
          to: withQuery(n === 0 ? '/explore' : `/explore/${one}`, {}),
          name: EXPLORE[NAMES[one]],
          isOpen: one === tab,
        }))}
      />
      <Filters filter={filter} tab={tab} newest={newest} />
      <View key={tab === 'list' ? filter.type : tab} filter={filter} />
    </>
  );
}

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

type FiltersProps = TabProps &
  Readonly<{
    tab: ExploreTab;
    newest: string | undefined;
  }>;

/** The filter of all tabs. Elements alone have groups, steps and a map. */
function Filters({ filter: { folder, words, group, asOf, wrongDay }, tab, newest }: FiltersProps) {
  const isOfAnyType = tab === 'list' || tab === 'trend';
  return (
    <>
      <search class="filters">
        {isOfAnyType ? (
          <nav class="seg" aria-label={EXPLORE.type}>
            {(Object.keys(FOLDERS) as Folder[]).map((one) => (
              <a
                key={one}
                href={withQuery(currentPath.value, { type: one, group: null })}
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
            options={[
              ['', EXPLORE.allGroups],
              ...GROUP_NAMES.map((name) => [name, name === 'other' ? EXPLORE.other : WORDS[name]] as const),
            ]}
            pick={(picked) => setQuery({ group: picked })}
          />
        )}
        {tab === 'dependence' ? null : (
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
        )}
        {asOf === null ? null : (
          <>
            <Act kind="bare" says={EXPLORE.newest} does={() => setQuery({ as_of: null })} />
            <span class="muted small">{filled(EXPLORE.replayed, { day: day(asOf) })}</span>
          </>
        )}
      </search>
      {wrongDay === null ? null : (
        <p class="notice" role="alert">
          {filled(EXPLORE.wrongDay, { text: wrongDay })}
        </p>
      )}
    </>
  );
}
