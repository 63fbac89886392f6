import { currentBuyer, currentQuery, setQuery, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { DateList } from '../../parts/date-list.tsx';
import { Table } from '../../parts/table.tsx';
import { useAnswer } from '../../service/query.ts';
import { EVIDENCE, GOODS } from '../../words/evidence.ts';
import { country, day, daysBetween, filled, language, listed } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { MeasureName } from '../subject/measures.tsx';
import { LinksOut } from './links-out.tsx';
import { type Measure, measuresOn, securityPoints } from './questions.ts';
import { WaitingMeasures } from './waiting-measures.tsx';

const STATES = ['in_force', 'suspended', 'announced', 'ended'] as const;
const MOST_ELEMENTS = 8;

export function Controls() {
  const query = currentQuery.value;
  const [element, origin] = [query.get('element') ?? '', query.get('origin') ?? ''];
  const all = query.has('all');
  const { data: scores } = useAnswer(securityPoints(currentBuyer.value));
  const materials = scores?.data
    .map(({ subject }) => subject)
    .toSorted((one, other) => one.name.localeCompare(other.name));
  return (
    <>
      <Answered to={measuresOn(element === '' ? null : element)} room="1400px">
        {({ data, as_of: today }) => {
          if (materials === undefined)
            return <div class="waiting" style={{ minHeight: '1400px' }} aria-busy="true" />;
          const origins = [...new Set(data.flatMap((measure) => measure.origins))].sort();
          const found = data.filter((measure) => origin === '' || measure.origins.includes(origin));
          return (
            <>
              <div class="filters">
                <Choice
                  name={EVIDENCE.element}
                  value={element}
                  options={[['', EVIDENCE.all], ...materials.map(({ id, name }) => [id, name] as const)]}
                  pick={(picked) => setQuery({ element: picked })}
                />
                <Choice
                  name={EVIDENCE.origin}
                  value={origin}
                  options={[['', EVIDENCE.all], ...origins.map((code) => [code, country(code)] as const)]}
                  pick={(picked) => setQuery({ origin: picked })}
                />
                <label>
                  <input
                    type="checkbox"
                    checked={all}
                    onChange={(event) => setQuery({ all: event.currentTarget.checked ? '1' : null })}
                  />{' '}
                  {EVIDENCE.alsoUncounted}
                </label>
              </div>
              <Dates measures={found} today={today} element={element} />
              <Register
                measures={found.filter(
                  (one) =>
                    all || one.visibility === 'own' || (one.in_score && one.no_weight_because === null),
                )}
              />
            </>
          );
        }}
      </Answered>
      <WaitingMeasures />
    </>
  );
}

interface DatesProps {
  readonly measures: readonly Measure[];
  readonly today: string;
  readonly element: string;
}

/** Suspensions that ran out while nobody has read whether they were renewed, and days that are set. */
function Dates({ measures, today, element }: DatesProps) {
  const steps = measures
    .flatMap((measure) => {
      const { undecided_since: since, next_step: next, direction } = measure;
      if (since !== null) return [{ measure, date: since, what: 'undecided' }];
      return next === null || direction === 'mitigates' ? [] : [{ measure, ...next }];
    })
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
  return (
    <Card
      title={EVIDENCE.ahead}
      note={element === '' ? null : <a href={subjectLink('element', element)}>{EVIDENCE.effects}</a>}
    >
      {steps.length === 0 ? <p class="muted">{EVIDENCE.aheadNone}</p> : null}
      <DateList
        of={[...Map.groupBy(steps, ({ date, what }) => `${date} ${what}`)].map(([key, held]) => {
          const [date = '', what] = key.split(' ');
          const text = (
            <>
              <b>{EVIDENCE[what as 'undecided' | 'takes_effect' | 'suspension_ends' | 'ends']}</b>
              <ul class="bare">
                {held.map(({ measure }) => (
                  <li key={measure.id}>
                    <Name {...measure} />
                  </li>
                ))}
                {held.map(({ measure: { id, watch } }) =>
                  watch == null ? null : (
                    <li key={`watch ${id}`} class="sub">
                      {watch[language.value]}
                    </li>
                  ),
                )}
              </ul>
            </>
          );
          return { key, date, ahead: daysBetween(today, date), text };
        })}
      />
    </Card>
  );
}

const Name = ({ label, title, source_url: source }: Measure) => (
  <span>
    <MeasureName title={title} label={label} /> <LinksOut text={source} />
  </span>
);

const Codes = ({ of }: { readonly of: NonNullable<Measure['codes']> }) =>
  of.length === 0 ? null : (
    <details>
      <summary>{EVIDENCE.codes}</summary>
      <ul class="bare small">
        {of.map(({ nomenclature, codes, goods, basis }) => (
          <li key={`${nomenclature} ${codes.join()} ${goods}`}>
            {nomenclature} {codes.join(', ')} <span lang="en">{goods}</span>
            {basis === 'notice' ? null : ` (${EVIDENCE.ourCodes})`}
          </li>
        ))}
      </ul>
    </details>
  );

const Register = ({ measures }: { readonly measures: readonly Measure[] }) =>
  measures.length === 0 ? (
    <p class="notice">{EVIDENCE.noneFound}</p>
  ) : (
    <Table
      class="rows"
      rows={STATES.flatMap((state) => measures.filter((measure) => measure.state === state))}
      columns={[
        [
          EVIDENCE.measure,
          (measure) => (
            <>
              <Name {...measure} />
              <Codes of={measure.codes ?? []} />
            </>
          ),
          'whole',
        ],
        [
          EVIDENCE.state,
          ({ state, direction, status_as_of: followed }) => (
            <>
              {direction === 'mitigates'
                ? EVIDENCE.supports_supply
                : EVIDENCE[state as (typeof STATES)[number]]}
              {direction === 'relieves' ? <span class="sub">{EVIDENCE.relieves}</span> : null}
              {followed == null ? null : (
                <span class="sub">
                  {EVIDENCE.followedTo} {day(followed)}
                </span>
              )}
            </>
          ),
          'nowrap small',
        ],
        [EVIDENCE.announcedOn, ({ announced }) => day(announced), 'nowrap small'],
        [
          EVIDENCE.origin,
          ({ origins, targets }) => {
            const whom = listed(
              targets.map((target) => (target === 'ALL' ? EVIDENCE.everybody : country(target))),
            );
            return origins.length === 0 ? whom : `${listed(origins.map((code) => country(code)))} → ${whom}`;
          },
          'small',
        ],
        [
          EVIDENCE.reach,
          ({ elements: of }) =>
            `${of
              .slice(0, MOST_ELEMENTS)
              .map((one) => GOODS[one] ?? one)
              .join(
                ' ',
              )} ${of.length > MOST_ELEMENTS ? filled(WORDS.andMore, { count: of.length - MOST_ELEMENTS }) : ''}`,
          'small',
        ],
        [
          EVIDENCE.inChances,
          ({ no_weight_because: why }) => EVIDENCE[(why ?? 'counts') as 'counts'],
          'small',
        ],
      ]}
    />
  );
