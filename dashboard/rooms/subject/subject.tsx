import { ChokepointError } from '#client/chokepoint-client.ts';
import {
  currentBuyer,
  currentQuery,
  currentView,
  dayIn,
  type Folder,
  link,
  setQuery,
} from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { useTitle } from '../../parts/lead.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useAnswer } from '../../service/query.ts';
import { capitalised, country, day, filled } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { SUBJECT } from '../../words/subject.ts';
import { Reported, Trade } from './beside.tsx';
import { Chain } from './chain.tsx';
import { Comparison } from './comparison.tsx';
import { Deliveries } from './deliveries.tsx';
import { Head } from './head.tsx';
import { Measures, SuppliersThatMatter } from './measures.tsx';
import { Dates, Moved } from './moved.tsx';
import { type Asked, explanation, type SubjectProps } from './questions.ts';
import { Sources } from './sources.tsx';
import { Levers, Why } from './why.tsx';

const TABS = ['overview', 'suppliers', 'sources', 'compare'] as const;
const MOST_DAYS = 3650;

/** Days of stock in the address, or null where it names none that can be meant. */
function stockIn(query: URLSearchParams): number | null {
  const text = query.get('stock') ?? '';
  return /^\d{1,4}$/.test(text) && Number(text) <= MOST_DAYS ? Number(text) : null;
}

export function Subject() {
  const shown = currentView.value;
  return shown.room === 'subject' ? <OneSubject folder={shown.folder} id={shown.id} /> : null;
}

function OneSubject({ folder, id }: Readonly<{ folder: Folder; id: string }>) {
  const query = currentQuery.value;
  const asked: Asked = {
    folder,
    id,
    buyer: currentBuyer.value,
    asOf: dayIn(query, 'as_of'),
    stock: stockIn(query),
  };
  const question = explanation(asked);
  const { data, error } = useAnswer(question);
  useTitle(
    data === undefined
      ? id
      : filled(SUBJECT.title, { name: capitalised(data.subject.name), buyer: country(asked.buyer) }),
  );
  if (data === undefined && error instanceof ChokepointError && error.problem.code === 'not_found')
    return (
      <>
        <h1 tabIndex={-1}>{filled(SUBJECT.nobody, { id, kind: SUBJECT[folder].toLowerCase() })}</h1>
        <p>
          {SUBJECT.nobodyText} <a href={link('/explore', { q: id })}>{SUBJECT.findIt}</a>
        </p>
      </>
    );
  return (
    <>
      <p class="small">
        <a href={link('/explore')}>{WORDS.explore}</a> <span class="muted">/ {SUBJECT[folder]}</span>
      </p>
      <Answered to={question} room="90vh">
        {(document) => <Tabbed document={document} asked={asked} />}
      </Answered>
    </>
  );
}

function Tabbed({ document, asked }: SubjectProps) {
  const query = currentQuery.value;
  const named = query.get('tab');
  const tab = TABS.find((one) => one === named) ?? (query.has('with') ? 'compare' : 'overview');
  const isElement = asked.folder === 'elements';
  const names = {
    overview: SUBJECT.overview,
    suppliers: isElement
      ? SUBJECT.suppliers
      : asked.folder === 'countries'
        ? SUBJECT.carries
        : SUBJECT.delivers,
    sources: SUBJECT.sourcesTab,
    compare: SUBJECT.compareTab,
  };
  return (
    <>
      <Head document={document} asked={asked} />
      <Tabs
        name={SUBJECT.tabs}
        tabs={TABS.map((one) => ({
          to: link(`/${asked.folder}/${encodeURIComponent(asked.id)}`, {
            as_of: asked.asOf,
            stock: asked.stock === null ? null : String(asked.stock),
            tab: one === 'overview' ? null : one,
          }),
          name: names[one],
          isOpen: tab === one,
        }))}
      />
      <Filters asked={asked} newest={document.as_of} />
      {tab === 'overview' ? (
        <>
          {isElement ? <Chain document={document} /> : null}
          <div class="halves">
            <Why document={document} />
            <Levers document={document} />
            <Moved document={document} asked={asked} />
            <Dates document={document} />
          </div>
          {isElement ? (
            <>
              <Measures document={document} />
              <Trade document={document} />
              <Reported document={document} />
            </>
          ) : null}
        </>
      ) : null}
      {tab !== 'suppliers' ? null : isElement ? (
        <SuppliersThatMatter document={document} />
      ) : (
        <Deliveries document={document} />
      )}
      {tab === 'sources' ? <Sources document={document} /> : null}
      {tab === 'compare' ? <Comparison document={document} asked={asked} /> : null}
    </>
  );
}

/** The day and the stock, and what the address states of them that is wrong. */
function Filters({ asked: { asOf, stock }, newest }: Readonly<{ asked: Asked; newest: string }>) {
  const query = currentQuery.value;
  const [askedDay, askedStock] = [query.get('as_of'), query.get('stock')];
  const wrong = [
    ...(askedDay !== null && asOf === null ? [filled(SUBJECT.notADay, { text: askedDay })] : []),
    ...(askedStock !== null && stock === null ? [filled(SUBJECT.notAStock, { text: askedStock })] : []),
  ];
  const of = [
    ...(asOf === null ? [] : [filled(SUBJECT.pastDay, { day: day(asOf) })]),
    ...(stock === null ? [] : [filled(SUBJECT.withOwnStock, { count: stock })]),
  ];
  return (
    <>
      <div class="filters">
        <label>
          {SUBJECT.asOf}
          <input
            class="field"
            type="date"
            value={asOf ?? newest}
            onChange={({ currentTarget }) => setQuery({ as_of: currentTarget.value })}
          />
        </label>
        <label>
          {SUBJECT.ownDays}
          <input
            class="field days"
            type="number"
            min={0}
            max={MOST_DAYS}
            value={stock ?? ''}
            onChange={({ currentTarget }) => setQuery({ stock: currentTarget.value })}
          />
        </label>
        {asOf === null && stock === null ? null : (
          <button type="button" class="btn" onClick={() => setQuery({ as_of: null, stock: null })}>
            {SUBJECT.back}
          </button>
        )}
      </div>
      {wrong.length === 0 ? null : <p class="notice bad">{wrong.join(' ')}</p>}
      {of.length === 0 ? null : <p class="notice">{of.join(' ')}</p>}
    </>
  );
}
