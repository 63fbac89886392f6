import { useState } from 'preact/hooks';
import { currentBuyer } from '../../address/current-address.ts';
import { BUYER_NAMES, subjectAddress } from '../../address/page-address.ts';
import { BandMark } from '../../parts/band.tsx';
import { useCountryNames } from '../../parts/country-names.ts';
import { Figure } from '../../parts/figure.tsx';
import { useTitle } from '../../parts/title.ts';
import { type ExposureOutcome, type ExposureRequest, exposure } from '../../service/analysis.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { readBill } from '../../words/bill-of-materials.ts';
import { capital, percentText, quantityText } from '../../words/numbers.ts';

const EXAMPLE = `material,quantity,unit,spend,currency,supplier
dysprosium oxide,120,kg,60000,EUR,lynas
ndfeb-magnet,2,t,180000,EUR,
Ga,300,kg,95000,EUR,`;

/** A bill of materials against the scores: what is at risk, and what each line can do about it. */
export function Exposure() {
  const buyer = currentBuyer.value;
  const [text, type] = useState('');
  const [asked, ask] = useState<string | null>(null);
  useTitle('Exposure');
  const bill = asked === null ? null : readBill(asked);
  return (
    <>
      <h1 tabIndex={-1}>What is at risk in a bill of materials, for {BUYER_NAMES[buyer]}</h1>
      <p>
        Paste lines from a spreadsheet, or drop a CSV file: a material, its yearly quantity and spend, and who delivers it. It is sent to
        this service to be computed, and kept nowhere.
      </p>
      <form
        class="bill"
        onSubmit={(event) => {
          event.preventDefault();
          ask(text);
        }}
      >
        <label for="bill">Bill of materials</label>
        <textarea
          id="bill"
          rows={7}
          spellcheck={false}
          value={text}
          placeholder={EXAMPLE}
          onInput={(event) => type(event.currentTarget.value)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            const file = event.dataTransfer?.files[0];
            if (file === undefined) return;
            event.preventDefault();
            file.text().then(type, () => undefined);
          }}
        />
        <div class="tools">
          <button type="submit" class="main" disabled={text.trim() === ''}>
            Compute
          </button>
          <button
            type="button"
            onClick={() => {
              type(EXAMPLE);
              ask(EXAMPLE);
            }}
          >
            Try an example
          </button>
          <label>
            <span>CSV file</span>
            <input
              type="file"
              accept=".csv,.tsv,.txt,text/csv"
              onChange={(event) => {
                event.currentTarget.files?.[0]?.text().then(type, () => undefined);
              }}
            />
          </label>
        </div>
      </form>
      {bill === null ? null : (
        <>
          {bill.refused.length === 0 ? null : (
            <section class="state bad" role="alert">
              <h2>{bill.refused.length} lines were not understood and are not counted</h2>
              <ul>
                {bill.refused.map(({ line, text: said, because }) => (
                  <li key={line}>
                    Line {line}, <code>{said}</code>: {because}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {bill.lines.length === 0 ? (
            <p class="state">There is no line to compute.</p>
          ) : (
            <Result request={{ buyer, lines: [...bill.lines] }} />
          )}
        </>
      )}
    </>
  );
}

function Result({ request }: { readonly request: ExposureRequest }) {
  const state = useAnswer(exposure(request));
  return (
    <Loaded state={state} of="the exposure" room="40rem">
      {(outcome) => <Outcome outcome={outcome} />}
    </Loaded>
  );
}

const money = (amount: number): string => quantityText(Math.round(amount));

function Outcome({ outcome }: { readonly outcome: ExposureOutcome }) {
  const { totals, by_element: elements, unmapped_lines: unmapped, notes } = outcome;
  const nameOf = useCountryNames();
  return (
    <>
      <div class="tiles">
        {totals.money.map(({ currency, spend, at_risk: risk, p05, p95, share_at_high_or_above: high }) => (
          <div key={currency} class="tile big">
            <span class="name">At risk, {currency} a year</span>
            <b class="value">
              <Figure value={risk} as={money} />
            </b>
            <small>
              <Figure value={p05} as={money} /> to <Figure value={p95} as={money} /> of <Figure value={spend} as={money} /> spent;{' '}
              <Figure value={high} as={percentText} /> of it on high or critical
            </small>
          </div>
        ))}
        <div class="tile">
          <span class="name">Lines</span>
          <b class="value">
            {totals.mapped} of {totals.lines}
          </b>
          <small>were matched</small>
        </div>
        <div class="tile">
          <span class="name">Elements</span>
          <b class="value">{totals.elements}</b>
          <small>are in them</small>
        </div>
        <div class="tile">
          <span class="name">Single sources</span>
          <b class="value">{totals.single_source_elements.length}</b>
          <small>{totals.single_source_elements.map((one) => (typeof one === 'string' ? one : '')).join(', ') || 'none found'}</small>
        </div>
      </div>
      {unmapped.length === 0 ? null : (
        <section class="state bad">
          <h2>Not matched, and not counted</h2>
          <ul>
            {unmapped.map(({ line, detail, suggestions }) => (
              <li key={line}>
                Line {line}: {detail} {suggestions.length === 0 ? '' : `Did you mean ${suggestions.join(', ')}?`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">Element</th>
              <th scope="col" class="number">
                Score
              </th>
              <th scope="col">Band</th>
              <th scope="col" class="number">
                kg a year
              </th>
              <th scope="col" class="number">
                kg at risk
              </th>
              <th scope="col">Largest origin</th>
              <th scope="col">Who else could deliver</th>
            </tr>
          </thead>
          <tbody>
            {elements.map((row) => (
              <tr key={row.element.id}>
                <th scope="row">
                  <a href={subjectAddress('element', row.element.id, currentBuyer.value)}>{capital(row.element.name)}</a>
                  <small>
                    {' '}
                    {row.lines.length === 1 ? 'line' : 'lines'} {row.lines.join(', ')}
                  </small>
                </th>
                <td class="number">
                  <Figure value={row.score} />
                </td>
                <td>
                  <BandMark band={row.band} />
                </td>
                <td class="number">
                  <Figure value={row.kg} as={quantityText} />
                </td>
                <td class="number">
                  <Figure value={row.kg_at_risk} as={quantityText} />
                </td>
                <td>
                  {row.top_origin === null ? 'unknown' : nameOf(row.top_origin)} <Figure value={row.top_origin_share} as={percentText} />
                </td>
                <td>
                  {row.alternatives.slice(0, 3).map(({ supplier, score }, at) => (
                    <span key={supplier.id}>
                      {at === 0 ? '' : ', '}
                      <a href={subjectAddress('supplier', supplier.id, currentBuyer.value)}>{supplier.name}</a> <Figure value={score} />
                    </span>
                  ))}
                  {row.alternatives.length === 0 ? 'nobody is known' : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>How to read this</h2>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}
