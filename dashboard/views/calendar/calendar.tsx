import { currentQuery, setQuery } from '../../address/current-address.ts';
import { Choice } from '../../parts/choice.tsx';
import { useCountryNames } from '../../parts/country-names.ts';
import { LinksOut } from '../../parts/links-out.tsx';
import { useTitle } from '../../parts/title.ts';
import { MEASURES, type Measure, SOURCES } from '../../service/facts.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { capital, daysBetween, dayText, inDays, plainWords } from '../../words/numbers.ts';
import { EnterMeasures } from './enter-measures.tsx';

const HALF_YEAR_DAYS = 183;

/** Dates that are already set, and what came lately. */
export function Calendar() {
  useTitle('Calendar of measures');
  const state = useAnswer(MEASURES);
  const element = currentQuery.value.get('element') ?? '';
  return (
    <>
      <h1 tabIndex={-1}>Calendar of measures</h1>
      <Loaded state={state} of="the register of measures" room="60rem">
        {({ data, as_of: on }) => {
          const symbols = [...new Set(data.flatMap(({ elements }) => elements))].filter((symbol) => /^[A-Z]/.test(symbol)).sort();
          const chosen = data.filter(({ elements }) => element === '' || elements.includes(element));
          return (
            <>
              <div class="tools">
                <Choice
                  name="Element"
                  value={element}
                  options={{ '': 'All elements', ...Object.fromEntries(symbols.map((symbol) => [symbol, symbol])) }}
                  pick={(picked) => setQuery({ element: picked })}
                />
              </div>
              <Undecided measures={chosen} />
              <Ahead measures={chosen} today={on} />
              <Lately measures={chosen} today={on} />
              <EnterMeasures />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

interface PartProps {
  readonly measures: readonly Measure[];
  readonly today: string;
}

/** Suspensions that ran out, and nobody has read whether they were renewed. */
function Undecided({ measures }: Pick<PartProps, 'measures'>) {
  const sources = useAnswer(SOURCES);
  const read = 'value' in sources ? sources.value.data.find(({ id }) => id === 'policy-register')?.read_on : undefined;
  const open = measures.flatMap((measure) => (measure.undecided_since === null ? [] : [{ measure, since: measure.undecided_since }]));
  return open.length === 0 ? null : (
    <section>
      <h2>Ran out undecided</h2>
      <ul class="dates">
        {open.map(({ measure, since }) => (
          <Entry key={measure.id} measure={measure} day={since} what="suspension ran out the day before; no decision seen" />
        ))}
      </ul>
      <p class="dim">{read === undefined ? null : `The register of measures was read up to ${dayText(read)}.`}</p>
    </section>
  );
}

function Ahead({ measures, today }: PartProps) {
  const steps = measures
    .flatMap((measure) => (measure.next_step === null ? [] : [{ measure, step: measure.next_step }]))
    .sort((one, other) => (one.step.date < other.step.date ? -1 : 1));
  return (
    <section>
      <h2>Ahead</h2>
      {steps.length === 0 ? <p class="dim">No measure has a date ahead.</p> : null}
      <ul class="dates">
        {steps.map(({ measure, step }) => (
          <Entry
            key={measure.id}
            measure={measure}
            day={step.date}
            what={`${plainWords(step.what)}, ${inDays(daysBetween(today, step.date))}${step.what === 'suspension_ends' ? '; if it is not renewed: in force again' : ''}`}
          />
        ))}
      </ul>
      <p class="dim">
        What a date would do to a score stands on the page of the element: the score of that day if the control is in force, and if not.
      </p>
    </section>
  );
}

function Lately({ measures, today }: PartProps) {
  const recent = measures
    .filter(({ announced }) => announced !== null && announced <= today && daysBetween(announced, today) <= HALF_YEAR_DAYS)
    .sort((one, other) => ((one.announced ?? '') > (other.announced ?? '') ? -1 : 1));
  return (
    <section>
      <h2>Announced in the last half year</h2>
      {recent.length === 0 ? <p class="dim">Nothing was announced, or nobody has read it yet.</p> : null}
      <ul class="dates">
        {recent.map((measure) => (
          <Entry key={measure.id} measure={measure} day={measure.announced ?? ''} what={plainWords(measure.state)} />
        ))}
      </ul>
    </section>
  );
}

interface EntryProps {
  readonly measure: Measure;
  readonly day: string;
  readonly what: string;
}

function Entry({ measure, day, what }: EntryProps) {
  const nameOf = useCountryNames();
  const { title, direction, origins, elements, in_score: counts, no_weight_because: why, source_url: source } = measure;
  return (
    <li>
      <time dateTime={day}>{dayText(day)}</time>
      <div>
        <b>{title}</b>
        <p>
          {capital(what)} · {direction} · {origins.map(nameOf).join(', ')} · {elements.slice(0, 12).join(' ')}
          {elements.length > 12 ? ` and ${elements.length - 12} more` : ''}
        </p>
        <p class="dim">
          {counts ? 'Counts in scores' : `Has no weight in scores${typeof why === 'string' ? `: ${plainWords(why)}` : ''}`}
          <LinksOut text={source} />
        </p>
      </div>
    </li>
  );
}
