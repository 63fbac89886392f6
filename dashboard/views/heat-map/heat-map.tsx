import { currentBuyer, currentQuery, setQuery } from '../../address/current-address.ts';
import { BUYER_NAMES, subjectAddress } from '../../address/page-address.ts';
import { Choice } from '../../parts/choice.tsx';
import { useCountryNames } from '../../parts/country-names.ts';
import { Figure, Unknown } from '../../parts/figure.tsx';
import { useTitle } from '../../parts/title.ts';
import { allInDepth } from '../../service/analysis.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { bandOf } from '../../words/band-of.ts';
import { byCause, byOrigin, byStage, fadeOf, type HeatTable, type Interval } from '../../words/heat-cells.ts';
import { capital, plainWords } from '../../words/numbers.ts';

const BY: Readonly<Record<string, string>> = { stage: 'Stage', origin: 'Origin', cause: 'Kind of cause' };

/** Every element against stages, origins or causes. */
export function HeatMap() {
  const buyer = currentBuyer.value;
  const by = currentQuery.value.get('by') ?? 'stage';
  const heading = `Where the risk of each element lies, for ${BUYER_NAMES[buyer]}`;
  useTitle(heading);
  return (
    <>
      <h1 tabIndex={-1}>{heading}</h1>
      <div class="tools">
        <Choice name="Element against" value={by} options={BY} pick={(picked) => setQuery({ by: picked })} />
      </div>
      <Table by={by} />
    </>
  );
}

function Table({ by }: { readonly by: string }) {
  const nameOf = useCountryNames();
  const state = useAnswer(allInDepth(currentBuyer.value));
  return (
    <Loaded state={state} of="the causes" room="60rem">
      {({ data }) => (
        <>
          <p>
            {by === 'stage'
              ? 'The score of each stage; the score of an element is that of its worst stage. An empty cell: the element has no such stage.'
              : 'Points of the score that come from each; a row sums to the score of the element.'}
          </p>
          <Legend />
          <Cells
            table={by === 'stage' ? byStage(data) : by === 'origin' ? byOrigin(data) : byCause(data)}
            name={(column) => capital(plainWords(nameOf(column)))}
            intervals={new Map(data.map(({ subject, interval }) => [subject.id, interval]))}
          />
        </>
      )}
    </Loaded>
  );
}

interface CellsProps {
  readonly table: HeatTable;
  readonly name: (column: string) => string;
  readonly intervals: ReadonlyMap<string, Interval | null | undefined>;
}

const BANDS: readonly (readonly [band: string, says: string])[] = [
  ['low', 'below 20'],
  ['guarded', '20 to 40'],
  ['elevated', '40 to 60'],
  ['high', '60 to 80'],
  ['critical', '80 and more'],
];
const FADES: readonly string[] = ['less than 25 points', '25 to 50', '50 to 75', '75 and more, or not known'];

/** Colours, their paleness and hatching, each with its meaning. */
const Legend = () => (
  <dl class="heat-legend">
    <div>
      <dt>Colour: the band</dt>
      {BANDS.map(([band, says]) => (
        <dd key={band}>
          <span class={`swatch fill-${band}`} aria-hidden="true" /> {says}
        </dd>
      ))}
    </div>
    <div>
      <dt>Paler: a wider interval of the element's score</dt>
      {FADES.map((says, fade) => (
        <dd key={says}>
          <span class={`swatch fill-critical fade-${fade}`} aria-hidden="true" /> {says}
        </dd>
      ))}
    </div>
    <div>
      <dt>Hatched</dt>
      <dd>
        <span class="swatch hatched" aria-hidden="true" /> unknown, which is not 0
      </dd>
    </div>
  </dl>
);

const Cells = ({ table: { columns, rows }, name, intervals }: CellsProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
  <section class="wide" tabIndex={0} aria-label="Heat map">
    <table class="heat">
      <thead>
        <tr>
          <th scope="col">Element</th>
          {columns.map((column) => (
            <th key={column} scope="col" class="number">
              {name(column)}
            </th>
          ))}
          <th scope="col">Score between</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name: element, cells }) => {
          const interval = intervals.get(id);
          return (
            <tr key={id} class={`fade-${fadeOf(interval)}`}>
              <th scope="row">
                <a href={subjectAddress('element', id, currentBuyer.value)}>{capital(element)}</a>
              </th>
              {columns.map((column) => (
                <Cell key={column} value={cells[column]} />
              ))}
              <td class="dim">
                {interval === null || interval === undefined ? (
                  <Unknown />
                ) : (
                  <>
                    <Figure value={interval.p05} /> to <Figure value={interval.p95} />
                  </>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </section>
);

function Cell({ value }: { readonly value: number | null | undefined }) {
  if (value === undefined) return <td />;
  if (value === null)
    return (
      <td class="number hatched">
        <Unknown />
      </td>
    );
  return (
    <td class={value === 0 ? 'number dim' : `number fill-${bandOf(value)}`}>
      <Figure value={value} />
    </td>
  );
}
