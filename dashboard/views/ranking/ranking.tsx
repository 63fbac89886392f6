import { currentBuyer, currentQuery, setQuery } from '../../address/current-address.ts';
import { BUYER_NAMES, dayIn } from '../../address/page-address.ts';
import { Choice } from '../../parts/choice.tsx';
import { useTitle } from '../../parts/title.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { type Band, type RankingOf, ranking, rankingFile, type Sort, type SubjectType } from '../../service/scores.ts';
import { capital, dayText } from '../../words/numbers.ts';
import { LatestChanges } from './latest-changes.tsx';
import { RankingTable } from './ranking-table.tsx';

const TYPES: Readonly<Record<SubjectType, string>> = { element: 'Elements', supplier: 'Suppliers', country: 'Countries' };
const BANDS: readonly Band[] = ['critical', 'high', 'elevated', 'guarded', 'low', 'unknown'];
const SORTS: Readonly<Partial<Record<Sort, string>>> = {
  '-score': 'Highest score',
  score: 'Lowest score',
  name: 'Name',
  '-coverage': 'Most inputs known',
  '-p_stockout_90': 'Short within 90 days',
  '-expected_days': 'Most days short',
  '-hhi': 'Most concentrated supply',
};

/** One of the keys of a table, or the first where the address names none of them. */
const oneOf = <K extends string>(table: Readonly<Record<K, unknown>>, text: string | null, otherwise: K): K =>
  text !== null && Object.hasOwn(table, text) ? (text as K) : otherwise;

/** The view people open every morning: who is at risk, how surely, since when, why. */
export function Ranking() {
  const query = currentQuery.value;
  const band = BANDS.find((name) => name === query.get('band')) ?? null;
  const of: RankingOf = {
    type: oneOf(TYPES, query.get('type'), 'element'),
    buyer: currentBuyer.value,
    sort: oneOf(SORTS as Record<Sort, string>, query.get('sort'), '-score'),
    band,
    asOf: dayIn(query, 'as_of'),
  };
  const words = query.get('q') ?? '';
  const state = useAnswer(ranking(of));
  const heading = `${TYPES[of.type]}: supply risk for ${BUYER_NAMES[of.buyer]}`;
  useTitle(heading);
  return (
    <>
      <h1 tabIndex={-1}>{heading}</h1>
      {of.asOf === null ? (
        <LatestChanges type={of.type} buyer={of.buyer} />
      ) : (
        <p class="notice">
          As it was known on {dayText(of.asOf)}.{' '}
          <button type="button" onClick={() => setQuery({ as_of: null })}>
            Back to today
          </button>
        </p>
      )}
      <search class="tools">
        <Choice name="Show" value={of.type} options={TYPES} pick={(type) => setQuery({ type })} />
        <Choice
          name="Band"
          value={band ?? ''}
          options={{ '': 'All bands', ...Object.fromEntries(BANDS.map((each) => [each, capital(each)])) }}
          pick={(picked) => setQuery({ band: picked })}
        />
        <Choice name="Order" value={of.sort} options={SORTS} pick={(sort) => setQuery({ sort })} />
        <label>
          <span>Find</span>
          <input
            type="search"
            value={words}
            placeholder="name or symbol"
            onInput={(event) => setQuery({ q: event.currentTarget.value }, true)}
          />
        </label>
        <a class="button" href={rankingFile(of)} download={`chokepoint-${of.type}-${of.buyer}.csv`}>
          CSV
        </a>
      </search>
      <Loaded state={state} of="the ranking" room="80rem">
        {(answer) => <RankingTable answer={answer} type={of.type} buyer={of.buyer} sort={of.sort} words={words} />}
      </Loaded>
    </>
  );
}
