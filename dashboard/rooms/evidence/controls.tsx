import { currentBuyer, currentQuery, setQuery, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Choice } from '../../parts/choice.tsx';
import { useAnswer } from '../../service/query.ts';
import { EVIDENCE } from '../../words/evidence.ts';
import { chance, country, day, daysBetween, listed } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { EnterMeasure } from './enter-measure.tsx';
import { LinksOut } from './links-out.tsx';
import { explanationOf, type Measure, measuresOn, securityPoints } from './questions.ts';
import { Tab } from './tab.tsx';

/** States in the order in which they are shown. */
const STATES = ['in_force', 'suspended', 'announced', 'ended'] as const;
const isCounted = ({ in_score: counts, no_weight_because: why }: Measure): boolean => counts && why === null;

interface Material {
  readonly id: string;
  readonly name: string;
}

/** The register of measures: what ran out, what has a date ahead and what that does, and all of them. */
export function Controls() {
  const query = currentQuery.value;
  const [element, origin] = [query.get('element') ?? '', query.get('origin') ?? ''];
  const { data: scores } = useAnswer(securityPoints(currentBuyer.value));
  const materials = scores?.data.map(({ subject }) => subject).toSorted((one, other) => one.name.localeCompare(other.name));
  const material = materials?.find(({ id }) => id === element);
  return (
    <Tab title={EVIDENCE.controlsTitle} lead={EVIDENCE.controlsLead}>
      <Answered to={measuresOn(element === '' ? null : element)} room="1400px">
        {({ data, as_of: today }) => {
          if (materials === undefined) return <div class="waiting" style={{ minHeight: '1400px' }} aria-busy="true" />;
          const origins = [...new Set(data.flatMap((measure) => measure.origins))].sort();
          const [all, own] = [query.has('all'), query.has('own')];
          const found = data
            .filter((measure) => origin === '' || measure.origins.includes(origin))
            .filter(({ visibility }) => !own || visibility === 'own');
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
                <Tick name={EVIDENCE.onlyCounted} isOn={!all} set={(isOn) => setQuery({ all: isOn ? null : '1' })} />
                <Tick name={EVIDENCE.own} isOn={own} set={(isOn) => setQuery({ own: isOn ? '1' : null })} />
              </div>
              <Undecided measures={found} />
              <Ahead measures={found} today={today} material={material} />
              <Register measures={found.filter((measure) => all || own || isCounted(measure))} />
            </>
          );
        }}
      </Answered>
      <EnterMeasure />
    </Tab>
  );
}

interface TickProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly set: (isOn: boolean) => void;
}

const Tick = ({ name, isOn, set }: TickProps) => (
  <label>
    <input type="checkbox" checked={isOn} onChange={(event) => set(event.currentTarget.checked)} /> {name}
  </label>
);

/** Suspensions that ran out, and nobody has read whether they were renewed. */
function Undecided({ measures }: { readonly measures: readonly Measure[] }) {
  const open = measures.flatMap((measure) => (measure.undecided_since === null ? [] : [{ measure, since: measure.undecided_since }]));
  return open.length === 0 ? null : (
    <section class="card">
      <header>
        <h2>{EVIDENCE.undecidedTitle}</h2>
      </header>
      <p class="small muted">{EVIDENCE.undecidedText}</p>
      <ul class="dates bare">
        {open.map(({ measure, since }) => (
          <li key={measure.id}>
            <time dateTime={since}>{day(since)}</time>
            <Name measure={measure} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface AheadProps {
  readonly measures: readonly Measure[];
  readonly today: string;
  readonly material: Material | undefined;
}

/** Dates that are set, with what they do to the material that is chosen. */
function Ahead({ measures, today, material }: AheadProps) {
  const { data: explained } = useAnswer(material === undefined ? null : explanationOf(material.id, currentBuyer.value));
  const steps = measures
    .filter(({ direction }) => direction !== 'mitigates')
    .flatMap((measure) => (measure.next_step === null ? [] : [{ measure, ...measure.next_step }]))
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
  return (
    <section class="card">
      <header>
        <h2>{EVIDENCE.ahead}</h2>
        <p>{material === undefined ? EVIDENCE.effectHint : null}</p>
      </header>
      {steps.length === 0 ? <p class="muted">{EVIDENCE.aheadNone}</p> : null}
      <ul class="dates bare">
        {[...Map.groupBy(steps, ({ date, what }) => `${date} ${what}`)].map(([key, held]) => {
          const { date, what } = held[0] as (typeof held)[number];
          const effect = explained?.scheduled_steps
            .filter((step) => step.date === date && held.some(({ measure }) => measure.id === step.measure))
            .toSorted((one, other) => Math.abs(other.difference ?? 0) - Math.abs(one.difference ?? 0))[0];
          return (
            <li key={key}>
              <time dateTime={date}>
                <b>{day(date)}</b>
                {WORDS.inDays(daysBetween(today, date))}
              </time>
              <div>
                <b>{EVIDENCE[what as 'takes_effect' | 'suspension_ends' | 'ends']}</b>{' '}
                {material === undefined || effect?.score_if_in_force == null || effect.score_if_not === null ? null : (
                  <a href={subjectLink('element', material.id)}>
                    {EVIDENCE.effectOnDay(chance(effect.score_if_not), chance(effect.score_if_in_force), material.name)}
                  </a>
                )}
                <ul class="bare">
                  {held.map(({ measure }) => (
                    <li key={measure.id}>
                      <Name measure={measure} />
                    </li>
                  ))}
                </ul>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What a measure is called here, and by its authority. */
const Name = ({ measure: { label, title, source_url: source } }: { readonly measure: Measure }) => (
  <span>
    {label}{' '}
    <span class="muted small" lang="en">
      {title}
    </span>{' '}
    <LinksOut text={source} />
  </span>
);

const MOST_ELEMENTS = 8;

function Register({ measures }: { readonly measures: readonly Measure[] }) {
  if (measures.length === 0) return <p class="told">{EVIDENCE.noneFound}</p>;
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{EVIDENCE.measure}</th>
          <th scope="col">{EVIDENCE.announcedOn}</th>
          <th scope="col">{EVIDENCE.origin}</th>
          <th scope="col">{EVIDENCE.reach}</th>
          <th scope="col">{EVIDENCE.inChances}</th>
        </tr>
      </thead>
      {STATES.map((state) => {
        const held = measures.filter((measure) => measure.state === state);
        return held.length === 0 ? null : (
          <tbody key={state}>
            <tr class="head">
              <th scope="rowgroup" colSpan={5}>
                {EVIDENCE[state]} <span>{held.length}</span>
              </th>
            </tr>
            {held.map((measure) => (
              <OneMeasure key={measure.row} measure={measure} />
            ))}
          </tbody>
        );
      })}
    </table>
  );
}

function OneMeasure({ measure }: { readonly measure: Measure }) {
  const { announced, origins, targets, elements, no_weight_because: why } = measure;
  const whom = listed(targets.map((target) => (target === 'ALL' ? EVIDENCE.everybody : country(target))));
  return (
    <tr>
      <th scope="row" class="whole">
        <Name measure={measure} />
      </th>
      <td class="nowrap">{day(announced)}</td>
      <td class="small">{origins.length === 0 ? whom : EVIDENCE.towards(listed(origins.map((code) => country(code))), whom)}</td>
      <td class="small" lang="en">
        {elements.slice(0, MOST_ELEMENTS).join(' ')}{' '}
        {elements.length > MOST_ELEMENTS ? EVIDENCE.andMore(elements.length - MOST_ELEMENTS) : ''}
      </td>
      <td class="small">{why === null ? EVIDENCE.counts : (REASONS[why]?.() ?? why)}</td>
    </tr>
  );
}

/** Why a measure has no weight. */
const REASONS: Readonly<Record<string, () => string>> = {
  custom: () => EVIDENCE.custom,
  ended: () => EVIDENCE.ended,
  not_confirmed: () => EVIDENCE.not_confirmed,
  supplementary: () => EVIDENCE.supplementary,
  supports_supply: () => EVIDENCE.supports_supply,
  no_direct_effect: () => EVIDENCE.no_direct_effect,
};
