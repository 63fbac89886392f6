import { useState } from 'preact/hooks';
import { currentBuyer } from '../../address/current-address.ts';
import { BUYER_NAMES } from '../../address/page-address.ts';
import { Figure } from '../../parts/figure.tsx';
import { useTitle } from '../../parts/title.ts';
import { type CompanyImport, type CompanyResults, companyPreview, companyResults } from '../../service/analysis.ts';
import { Loaded } from '../../service/loaded.tsx';
import { tell, useAnswer } from '../../service/questions.ts';
import { quantityText } from '../../words/numbers.ts';

/** The one company that the page stores; programs store others beside it. */
const ID = 'my-company';
const EXAMPLE = 'material,quantity,unit,revenue\ndysprosium oxide,1200,kg,9000000 EUR\nneodymium magnets,2,t,\ngallium,300,kg,';

/** What a company needs, pasted or from a file: understood, stored, and the chance that any of it runs out. */
export function Exposure() {
  const buyer = currentBuyer.value;
  const [text, type] = useState('');
  const [asked, ask] = useState<string | null>(null);
  const [stored, store] = useState<string | null>(null);
  const [refusal, refuse] = useState<string | null>(null);
  useTitle('My company');
  const preview = useAnswer(asked === null ? null : companyPreview(ID, asked, buyer));
  const results = useAnswer(stored === null ? null : companyResults(ID, stored));
  const keep = async (): Promise<void> => {
    const files = [{ name: 'the table', text: asked ?? '' }];
    const why = await tell((client) => client.post('/v1/companies:import', { files }, { id: ID, country: buyer }));
    refuse(why);
    store(why === null ? `${buyer} ${asked}` : null);
  };
  return (
    <>
      <h1 tabIndex={-1}>My company, in {BUYER_NAMES[buyer]}</h1>
      <p>Paste a table from a spreadsheet or choose a CSV file: what you need in a year, or what you have in stock, or who delivers it.</p>
      <form
        class="bill"
        onSubmit={(event) => {
          event.preventDefault();
          ask(text);
        }}
      >
        <label for="bill">Table</label>
        <textarea
          id="bill"
          rows={7}
          spellcheck={false}
          value={text}
          placeholder={EXAMPLE}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <div class="tools">
          <button type="submit" class="main" disabled={text.trim() === ''}>
            Preview
          </button>
          <button type="button" onClick={() => type(EXAMPLE)}>
            Example
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
      {asked === null ? null : (
        <Loaded state={preview} of="the preview">
          {(shown) => <Preview shown={shown} keep={keep} />}
        </Loaded>
      )}
      {refusal === null ? null : (
        <p class="state bad" role="alert">
          {refusal}
        </p>
      )}
      {stored === null ? null : (
        <Loaded state={results} of="the results" room="30rem">
          {(shown) => <Results shown={shown} />}
        </Loaded>
      )}
    </>
  );
}

function Preview({ shown, keep }: { readonly shown: CompanyImport; readonly keep: () => Promise<void> }) {
  const told = [...shown.mistakes, ...shown.doubts];
  return (
    <section>
      {shown.files.map(({ file, kind, read, understood, columns }) => (
        <p key={`${file} ${kind}`}>
          {understood} of {read} rows of {kind ?? 'something unknown'} are understood; columns:{' '}
          {columns.map(({ column, field }) => `${column} (${field ?? 'not used'})`).join(', ')}.
        </p>
      ))}
      <ul>
        {told.map(({ row, column, detail }) => (
          <li key={`${row} ${column} ${detail}`}>
            {row === null ? '' : `Row ${row}: `}
            {detail}
          </li>
        ))}
      </ul>
      <button type="button" class="main" disabled={shown.mistakes.length > 0} onClick={() => void keep()}>
        Store it
      </button>
    </section>
  );
}

const largest = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.max(...values));

function Results({ shown: { any, lines, remarks } }: { readonly shown: CompanyResults }) {
  return (
    <>
      <p>
        Chance that at least one line stops within 30, 90 and 365 days, percent:{' '}
        {any === null
          ? 'unknown'
          : any.within.map(({ days, score }) => <Figure key={days} value={score} as={(value) => `${value.toFixed(0)} `} />)}
      </p>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">Line</th>
              {['30 days', '90 days', '365 days', 'Country, 365 days', 'Expected loss'].map((heading) => (
                <th key={heading} scope="col" class="number">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ line, name, stage, within, elements, expected_loss: loss }) => (
              <tr key={line}>
                <th scope="row">
                  {name} <small>{stage}</small>
                </th>
                {[30, 90, 365].map((days) => (
                  <td key={days} class="number">
                    <Figure value={within.find((one) => one.days === days)?.score} />
                  </td>
                ))}
                <td class="number">
                  <Figure value={largest(elements.flatMap((one) => one.within.slice(-1).map(({ nation }) => nation)))} />
                </td>
                <td class="number">
                  <Figure value={loss} as={quantityText} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul>
        {remarks.map(({ pointer, detail }) => (
          <li key={pointer + detail}>{detail}</li>
        ))}
      </ul>
    </>
  );
}
