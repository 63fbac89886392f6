import { useState } from 'preact/hooks';
import type { Answer } from '#client/chokepoint-client.ts';
import { BUYERS, type Buyer, currentBuyer, currentQuery, link, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Choice } from '../../parts/choice.tsx';
import { useTitle } from '../../parts/title.ts';
import { askAgain, client, type Question, reasonOf, useAnswer } from '../../service/query.ts';
import { STATUS } from '../../service/questions.ts';
import { COMPANY } from '../../words/company.ts';
import { chance, country, language, listed, money, quantity } from '../../words/language.ts';

type Preview = Answer<'/v1/companies:import', 'POST'>;
type Stored = Answer<'/v1/companies/{id}'>;

/** Id of the first company that is stored here. */
const FIRST = 'my-company';
const EXAMPLES = [
  'material,quantity,unit,spend,stock days\ndysprosium oxide,1800,kg,93000000,90\nterbium oxide,240,kg,41000000,90\nNdFeB magnets N42SH,42,t,610000000,30\ngallium metal,350,kg,28000000,\ntungsten powder,5.2,t,52000000,60\ncobalt sulfate,9.4,t,44000000,45',
  '材料,数量,単位,金額,在庫日数\n酸化ジスプロシウム,1800,kg,93000000,90\n酸化テルビウム,240,kg,41000000,90\nネオジム磁石,42,t,610000000,30\nガリウム,350,kg,28000000,\nタングステン粉末,5.2,t,52000000,60\n硫酸コバルト,9.4,t,44000000,45',
] as const;

interface Table {
  readonly name: string;
  readonly text: string;
}

/** What a company needs, has and buys from whom: pasted or from files, shown as understood, stored; then its stock by line. */
export function Company() {
  useTitle(COMPANY.title);
  const { data: status } = useAnswer(STATUS);
  if (status === undefined) return <div class="waiting" style={{ minHeight: '60vh' }} />;
  const asked = currentQuery.value.get('company');
  const present = status.companies.find(({ id }) => id === asked) ?? status.companies[0];
  return (
    <>
      <div class="lead">
        <div>
          <h1 tabIndex={-1}>{present?.name ?? COMPANY.title}</h1>
          <p>{COMPANY.intro}</p>
        </div>
      </div>
      {present === undefined ? null : <Present id={present.id} />}
      <Import id={present?.id ?? FIRST} isNew={present === undefined} />
      {present === undefined ? null : <Helps id={present.id} />}
    </>
  );
}

function Import({ id, isNew }: { readonly id: string; readonly isNew: boolean }) {
  const example = EXAMPLES[language.value === 'ja' ? 1 : 0];
  const [tables, take] = useState<readonly Table[]>(
    currentQuery.value.get('sample') === 'yes' ? [{ name: COMPANY.table, text: example }] : [],
  );
  const [name, rename] = useState('');
  const [buyer, move] = useState<Buyer>(currentBuyer.value);
  const [preview, show] = useState<Preview | null>(null);
  const [refusal, refuse] = useState<string | null>(null);
  const [isStored, store] = useState(false);
  const pasted = tables.length === 1 ? (tables[0]?.text ?? '') : '';
  const send = async (isDry: boolean): Promise<void> => {
    refuse(null);
    const of = { id, lang: language.value, ...(isNew ? { country: buyer, ...(name.trim() === '' ? {} : { name }) } : {}) };
    try {
      const answer = await client.post('/v1/companies:import', { files: [...tables] }, { ...of, dry_run: isDry ? 'true' : 'false' });
      show(answer);
      store(!isDry);
      if (!isDry) await askAgain();
    } catch (error) {
      refuse(reasonOf(error));
    }
  };
  return (
    <section class="card">
      <form
        class="fields"
        style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}
        onSubmit={(event) => {
          event.preventDefault();
          void send(true);
        }}
      >
        {isNew ? (
          <div class="filters">
            <label>
              {COMPANY.name} <input class="field" value={name} maxLength={200} onInput={(event) => rename(event.currentTarget.value)} />
            </label>
            <Choice
              name={COMPANY.country}
              value={buyer}
              options={BUYERS.map((code) => [code, country(code)])}
              pick={(code) => move(code as Buyer)}
            />
          </div>
        ) : null}
        <label for="table">{COMPANY.table}</label>
        <textarea
          id="table"
          class="field"
          rows={8}
          spellcheck={false}
          value={pasted}
          placeholder={example}
          onInput={(event) => take([{ name: COMPANY.table, text: event.currentTarget.value }])}
        />
        <div class="filters">
          <label>
            {COMPANY.files}{' '}
            <input
              type="file"
              multiple
              accept=".csv,.tsv,.txt,.json,text/csv"
              onChange={(event) => {
                const files = [...(event.currentTarget.files ?? [])];
                void Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() }))).then(take);
              }}
            />
          </label>
          <button type="submit" class="btn main" disabled={tables.every(({ text }) => text.trim() === '')}>
            {COMPANY.preview}
          </button>
          <button type="button" class="btn" onClick={() => take([{ name: COMPANY.table, text: example }])}>
            {COMPANY.example}
          </button>
        </div>
        <p class="small muted">{COMPANY.whoSees}</p>
      </form>
      {refusal === null ? null : (
        <p class="told bad lines" role="alert">
          {refusal}
        </p>
      )}
      {isStored ? (
        <p class="told" role="status">
          {COMPANY.stored} <a href={link('/', { company: id })}>{COMPANY.toToday}</a>
        </p>
      ) : preview === null ? null : (
        <Understood preview={preview} store={() => void send(false)} />
      )}
    </section>
  );
}

const KINDS = (kind: string | null): string =>
  kind === 'needs' || kind === 'stock' || kind === 'sources' || kind === 'sites' ? COMPANY[kind] : COMPANY.unknownKind;

function Understood({ preview, store }: { readonly preview: Preview; readonly store: () => void }) {
  return (
    <div role="status">
      {preview.files.map(({ file, kind, read, understood, columns, rows }) => (
        <details key={`${file} ${kind}`} open={understood < read}>
          <summary>{COMPANY.understood(KINDS(kind), read, understood)}</summary>
          <div class="halves">
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">{COMPANY.column}</th>
                  <th scope="col">{COMPANY.takenFor}</th>
                </tr>
              </thead>
              <tbody>
                {columns.map(({ column, field }) => (
                  <tr key={column}>
                    <td>{column}</td>
                    <td>{field?.replaceAll('_', ' ') ?? <span class="muted">{COMPANY.notUsed}</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">{COMPANY.row}</th>
                  <th scope="col">{COMPANY.takenFor}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ row, material, understood: isRead }) => (
                  <tr key={row}>
                    <td>{row}</td>
                    <td>{isRead ? material : <b>{COMPANY.unknownKind}</b>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      ))}
      <Notes title={COMPANY.mistakes} notes={preview.mistakes} />
      <Notes title={COMPANY.doubts} notes={preview.doubts} />
      <p class="acts">
        <button type="button" class="btn main" disabled={preview.mistakes.length > 0} onClick={store}>
          {COMPANY.store}
        </button>
        {preview.mistakes.length > 0 ? <span class="muted">{COMPANY.fixFirst}</span> : null}
      </p>
    </div>
  );
}

function Notes({ title, notes }: { readonly title: string; readonly notes: Preview['doubts'] }) {
  if (notes.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {notes.map(({ row, column, detail, suggestions }) => (
          <li key={`${row} ${column} ${detail}`}>
            {row === null ? '' : `${COMPANY.ofRow(row)}: `}
            {detail} {suggestions.length === 0 ? '' : `(${listed(suggestions.slice(0, 3))})`}
          </li>
        ))}
      </ul>
    </>
  );
}

const companyOf = (id: string): Question<Stored> => ({ key: ['company', id], ask: (asked) => asked.get('/v1/companies/{id}', { id }) });

/** What is stored: stock by material to be corrected, and what is watched. */
const Present = ({ id }: { readonly id: string }) => (
  <Answered to={companyOf(id)} room="16rem">
    {(stored) => <Editor key={stored.version} id={id} stored={stored} />}
  </Answered>
);

function Editor({ id, stored: { company, version } }: { readonly id: string; readonly stored: Stored }) {
  const materials = [...new Set(company.needs.map(({ material }) => material))];
  const rowOf = (material: string) => company.stock.find((row) => row.material === material && row.site === null);
  const [typed, type] = useState<Readonly<Record<string, string>>>({});
  const [told, tell] = useState<string | null>(null);
  const put = async (content: typeof company): Promise<void> => {
    try {
      await client.put('/v1/companies/{id}', content, { id }, { ifMatch: version });
      tell(COMPANY.saved);
    } catch (error) {
      tell(reasonOf(error));
    }
    await askAgain();
  };
  const save = (): Promise<void> => {
    const changed = Object.entries(typed);
    const kept = company.stock.filter((row) => row.site !== null || !Object.hasOwn(typed, row.material));
    const added = changed.flatMap(([material, days]) =>
      days.trim() === '' ? [] : [{ material, site: null, kilograms: null, days: Number(days), as_of: null }],
    );
    return put({ ...company, stock: [...kept, ...added] });
  };
  const end = async (): Promise<void> => {
    await client.delete('/v1/companies/{id}', { id }, { ifMatch: version }).catch((error: unknown) => tell(reasonOf(error)));
    await askAgain();
  };
  return (
    <section class="card">
      <header>
        <h2>{COMPANY.present}</h2>
        <span>{COMPANY.presentCounts(company.needs.length, company.stock.length, company.sources.length)}</span>
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{COMPANY.material}</th>
              <th scope="col" class="num" style={{ whiteSpace: 'normal' }}>
                {COMPANY.amount}
              </th>
              <th scope="col" class="num" style={{ whiteSpace: 'normal' }}>
                {COMPANY.stockDays}
              </th>
            </tr>
          </thead>
          <tbody>
            {materials.map((material) => {
              const row = rowOf(material);
              const need = company.needs.find((one) => one.material === material);
              const stated = row?.days ?? null;
              return (
                <tr key={material}>
                  <th scope="row">{material}</th>
                  <td class="num">{need?.quantity == null ? '–' : `${quantity(need.quantity)} ${need.unit ?? 'kg'}`}</td>
                  <td class="num">
                    <input
                      class="field days"
                      type="number"
                      min={0}
                      step="any"
                      aria-label={`${material}: ${COMPANY.stockDays}`}
                      value={typed[material] ?? (stated === null ? '' : String(stated))}
                      placeholder={row?.kilograms == null ? '' : `${quantity(row.kilograms)} kg`}
                      onInput={(event) => type({ ...typed, [material]: event.currentTarget.value })}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <p class="acts">
          <button type="submit" class="btn main" disabled={Object.keys(typed).length === 0}>
            {COMPANY.save}
          </button>
          <a class="btn" href={`/v1/companies/${encodeURIComponent(id)}/results?format=csv&lang=${language.value}`} download>
            {COMPANY.results}
          </a>
          <button type="button" class="btn" onClick={() => void end()}>
            {COMPANY.end}
          </button>
          <span role="status" class="lines">
            {told}
          </span>
        </p>
      </form>
      {company.watch.length === 0 ? null : (
        <>
          <h3>{COMPANY.watch}</h3>
          <p class="acts">
            {company.watch.map((subject) => (
              <span key={subject} class="nowrap">
                <a href={subjectLink(/^[A-Z][a-z]?$/.test(subject) ? 'element' : 'supplier', subject)}>{subject}</a>{' '}
                <button
                  type="button"
                  class="btn"
                  aria-label={COMPANY.remove(subject)}
                  onClick={() => void put({ ...company, watch: company.watch.filter((other) => other !== subject) })}
                >
                  ×
                </button>
              </span>
            ))}
          </p>
        </>
      )}
    </section>
  );
}

/** What to buy first; worked out when it is asked for, as it takes seconds. */
function Helps({ id }: { readonly id: string }) {
  const [isAsked, ask] = useState(false);
  const question: Question<Answer<'/v1/companies/{id}/results'>> = {
    key: ['helps', id],
    ask: (asked) => asked.get('/v1/companies/{id}/results', { id, lang: language.value, expand: ['helps'] }),
  };
  return (
    <section class="card">
      <header>
        <h2>{COMPANY.helps}</h2>
        <span>{COMPANY.helpsText}</span>
      </header>
      {isAsked ? (
        <Answered to={question} room="12rem">
          {({ helps, lines, company: { currency } }) => {
            const steps = helps?.frontier ?? [];
            const nameOf = (line: string): string => lines.find((one) => one.line === line)?.name ?? line;
            if (steps.length === 0) return <p class="muted">{COMPANY.helpsNone}</p>;
            return (
              <table class="plain">
                <thead>
                  <tr>
                    {[COMPANY.step, COMPANY.cost, COMPANY.lossAfter, COMPANY.anyAfter].map((name, n) => (
                      <th key={name} scope="col" class={n === 0 ? '' : 'num'}>
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {steps.map(({ line, total_cost: total, expected_loss: loss, joint }) => (
                    <tr key={`${line} ${total}`}>
                      <th scope="row">{COMPANY.moreStock(nameOf(line))}</th>
                      <td class="num">{money(total, currency)}</td>
                      <td class="num">{money(loss, currency)}</td>
                      <td class="num">{chance(joint)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            );
          }}
        </Answered>
      ) : (
        <button type="button" class="btn" onClick={() => ask(true)}>
          {COMPANY.helpsAsk}
        </button>
      )}
    </section>
  );
}
