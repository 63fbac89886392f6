import { currentBuyer, currentQuery, goTo, setQuery } from '../../address/current-address.ts';
import { addressOf, BUYER_NAMES, subjectAddress } from '../../address/page-address.ts';
import { BandMark } from '../../parts/band.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Figure } from '../../parts/figure.tsx';
import { useTitle } from '../../parts/title.ts';
import { SCENARIO_TEMPLATES, type ScenarioOutcome, type ScenarioRequest, scenario } from '../../service/analysis.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { capital, differenceText } from '../../words/numbers.ts';
import { type ScenarioChoice, scenarioBody, scenarioIn } from '../../words/scenario-query.ts';

type Template = NonNullable<ScenarioRequest['template']>;

/** The view of what-ifs: templates and sliders, and how the ranking would look. */
export function Scenarios() {
  const buyer = currentBuyer.value;
  const choice = scenarioIn(currentQuery.value);
  const templates = useAnswer(SCENARIO_TEMPLATES);
  useTitle('Scenarios');
  return (
    <>
      <h1 tabIndex={-1}>What if? Scenarios for {BUYER_NAMES[buyer]}</h1>
      <Loaded state={templates} of="the templates" room="40rem">
        {({ data }) => {
          const chosen = data.find(({ id }) => id === choice.template);
          const body: ScenarioRequest = scenarioBody(
            choice,
            buyer,
            data.map(({ id }) => id as Template),
          );
          return (
            <>
              <div class="tools">
                <Choice
                  name="Begin with"
                  value={choice.template}
                  options={{ '': 'today as it is', ...Object.fromEntries(data.map(({ id, title }) => [id, title])) }}
                  pick={(template) => setQuery({ template })}
                />
                <Choice
                  name="Rank"
                  value={choice.of}
                  options={{ element: 'elements', supplier: 'suppliers' }}
                  pick={(of) => setQuery({ of: of === 'element' ? null : of })}
                />
                <button
                  type="button"
                  onClick={() => goTo(addressOf('/scenarios', { buyer, ...(choice.of === 'supplier' ? { of: 'supplier' } : {}) }))}
                >
                  Back to today
                </button>
              </div>
              {chosen === undefined ? null : (
                <div class="notice">
                  <p>{chosen.description}</p>
                  <p class="dim">{chosen.computed}</p>
                </div>
              )}
              <Sliders choice={choice} />
              <Outcome body={body} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

const Sliders = ({ choice }: { readonly choice: ScenarioChoice }) => (
  <fieldset class="sliders">
    <legend>And change</legend>
    <Slider name="closure" says="Taiwan Strait closed, days" value={choice.closure} least={0} most={180} step={15} />
    <Slider name="stock" says="More stock of everything, days" value={choice.stock} least={0} most={180} step={15} />
    <Slider name="taiwan" says="Pressure around Taiwan, percentile of three years" value={choice.taiwan} least={0} most={100} step={5} />
    <Slider name="senkaku" says="Pressure at the Senkaku/Diaoyu islands, percentile" value={choice.senkaku} least={0} most={100} step={5} />
  </fieldset>
);

interface SliderProps {
  readonly name: string;
  readonly says: string;
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** A slider with a field beside it, for those who cannot drag. */
function Slider({ name, says, value, least, most, step }: SliderProps) {
  const set = (text: string): void => setQuery({ [name]: text === '' ? null : text }, true);
  return (
    <div class="slide">
      <label for={name}>{says}</label>
      <input
        id={name}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value ?? 0}
        onChange={(event) => set(event.currentTarget.value)}
      />
      <input
        type="number"
        aria-label={`${says}, as a number`}
        min={least}
        max={most}
        step={step}
        value={value ?? ''}
        placeholder="as it is"
        onChange={(event) => set(event.currentTarget.value)}
      />
    </div>
  );
}

function Outcome({ body }: { readonly body: ScenarioRequest }) {
  const state = useAnswer(scenario(body));
  return (
    <Loaded state={state} of="the outcome" room="60rem">
      {(outcome) => <Ranked outcome={outcome} />}
    </Loaded>
  );
}

type Result = ScenarioOutcome['results'][number];

const ranks = (results: readonly Result[], of: 'baseline' | 'scenario'): ReadonlyMap<string, number> =>
  new Map(
    [...results]
      .filter((result) => result[of] !== null)
      .sort((one, other) => (other[of] ?? 0) - (one[of] ?? 0))
      .map(({ subject }, at) => [subject.id, at + 1]),
  );

function Ranked({ outcome: { results, summary, assumptions, share_url: shared } }: { readonly outcome: ScenarioOutcome }) {
  const [before, after] = [ranks(results, 'baseline'), ranks(results, 'scenario')];
  const moved = results
    .filter(({ delta }) => delta !== null && delta !== 0)
    .sort((one, other) => (other.scenario ?? 0) - (one.scenario ?? 0));
  const kind = results[0]?.subject.type === 'supplier' ? 'supplier' : 'element';
  const still = Map.groupBy(
    results.filter(({ delta }) => delta === null || delta === 0),
    ({ unchanged_because: because }) => because ?? 'It has no score.',
  );
  return (
    <>
      <p role="status">
        <b>
          {summary.raised} of {summary.elements} {kind}s rise, {summary.lowered} fall, {summary.band_changes} cross into another band.
        </b>
      </p>
      {moved.length === 0 ? null : (
        <div class="wide">
          <table class="moved-ranks">
            <thead>
              <tr>
                <th scope="col" class="number">
                  Rank
                </th>
                <th scope="col">{capital(kind)}</th>
                <th scope="col" class="number">
                  Today
                </th>
                <th scope="col" class="number">
                  Then
                </th>
                <th scope="col" class="number">
                  Change
                </th>
                <th scope="col">Band</th>
              </tr>
            </thead>
            <tbody>
              {moved.map((result) => (
                <Moved key={result.subject.id} result={result} from={before.get(result.subject.id)} to={after.get(result.subject.id)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h2>What does not move, and why</h2>
      <ul>
        {[...still].map(([because, all]) => (
          <li key={because}>
            {all.map(({ subject }) => capital(subject.name)).join(', ')}: {because}
          </li>
        ))}
      </ul>
      {shared == null ? null : (
        <p>
          The address of this page can be sent. <a href={shared}>This outcome as data, of this very run</a>
        </p>
      )}
      <h2>What is assumed</h2>
      <ul>
        {assumptions.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

interface MovedProps {
  readonly result: Result;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

function Moved({ result, from, to }: MovedProps) {
  const { subject, baseline, scenario: then, delta, interval, band_from: band, band_to: next } = result;
  const places = (from ?? 0) - (to ?? 0);
  const arrow = places === 0 ? '' : places > 0 ? `▲${places}` : `▼${-places}`;
  return (
    <tr>
      <td class="number">
        {to} <small>{arrow}</small>
      </td>
      <th scope="row">
        <a href={subjectAddress(subject.type, subject.id, currentBuyer.value)}>{capital(subject.name)}</a>
      </th>
      <td class="number">
        <Figure value={baseline} />
      </td>
      <td class="number">
        <b>
          <Figure value={then} />
        </b>
      </td>
      <td class="number">
        <Figure value={delta} as={differenceText} />
        {interval == null ? null : (
          <small>
            {' '}
            ({differenceText(interval.p05)} to {differenceText(interval.p95)})
          </small>
        )}
      </td>
      <td>
        {band === next ? null : (
          <>
            <BandMark band={band} /> →{' '}
          </>
        )}
        <BandMark band={next} />
      </td>
    </tr>
  );
}
