import { useRef, useState } from 'preact/hooks';
import type { Answer } from '#client/chokepoint-client.ts';
import { BUYERS, type Buyer } from '#domain/vocabulary/buyers.ts';
import { currentBuyer, currentQuery, link, setQuery } from '../../address/address.ts';
import { Act, ActLink } from '../../parts/act.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Form } from '../../parts/form.tsx';
import { Lead } from '../../parts/lead.tsx';
import { useWrite } from '../../parts/sent.tsx';
import { Table } from '../../parts/table.tsx';
import { client, type Question, useAnswer } from '../../service/query.ts';
import { companyOf, mayDo, STATUS } from '../../service/questions.ts';
import { ACCOUNT } from '../../words/account.ts';
import { COMPANY } from '../../words/company.ts';
import { capitalised, country, days, filled, language, money, quantity } from '../../words/language.ts';
import { orUnknown, WORDS } from '../../words/shell.ts';
import { TODAY } from '../../words/today.ts';
import { boughtFor, type CompanyResults, sheetOf } from './questions.ts';

type Preview = Answer<'/v1/companies:import', 'POST'>;
type Stored = Answer<'/v1/companies/{id}'>;

const FIRST = 'my-company';
const EXAMPLES = {
  en: 'material,quantity,unit,spend (JPY),stock days\ndysprosium oxide,1800,kg,93000000,90\nterbium oxide,240,kg,41000000,90\nNdFeB magnets N42SH,42,t,610000000,30\ngallium metal,350,kg,28000000,\ntungsten powder,5.2,t,52000000,60\ncobalt sulfate,9.4,t,44000000,45',
  ja: '材料,数量,単位,金額（円）,在庫日数\n酸化ジスプロシウム,1800,kg,93000000,90\n酸化テルビウム,240,kg,41000000,90\nネオジム磁石,42,t,610000000,30\nガリウム,350,kg,28000000,\nタングステン粉末,5.2,t,52000000,60\n硫酸コバルト,9.4,t,44000000,45',
};

/**
 * What a company needs, has and buys from whom: pasted or from files, shown as understood, stored; then its
 * stock by line.
 */
export function Company() {
  const { data: status } = useAnswer(STATUS);
  if (status === undefined) return <div class="waiting" style={{ minHeight: '60vh' }} />;
  const present = companyOf(status);
  return (
    <>
      <Lead title={present?.name ?? COMPANY.title} text={COMPANY.intro} />
      {mayDo(status, 'companies:write') ? null : <p class="notice">{ACCOUNT.readOnly}</p>}
      {present === undefined ? null : (
        <Answered to={storedAs(present.id)} room="16rem">
          {(stored) => <Editor id={present.id} stored={stored} />}
        </Answered>
      )}
      <Import
        id={present?.id ?? FIRST}
        isNew={present === undefined}
        seenBy={status.access.mode === 'open' ? null : status.access.client}
      />
      {present === undefined ? null : <Helps id={present.id} />}
    </>
  );
}

const storedAs = (id: string): Question<Stored> => ({
  key: ['company', id],
  ask: (asked) => asked.get('/v1/companies/{id}', { id }),
});

type ChosenFile = Readonly<{
  name: string;
  text?: string;
  /** Of a workbook, or of a table in another encoding, which the service reads. */
  base64?: string;
}>;

type Note = Pick<Preview['mistakes'][number], 'file' | 'row' | 'column'>;
type Reply = (note: Note, says: string | null) => void;

async function readChosen(file: File): Promise<ChosenFile> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return { name: file.name, text };
  } catch {
    const reader = new FileReader();
    const read = new Promise((resolve) => reader.addEventListener('load', resolve));
    reader.readAsDataURL(file);
    await read;
    return { name: file.name, base64: String(reader.result).replace(/^.*,/, '') };
  }
}

function Import({
  id,
  isNew,
  seenBy,
}: Readonly<{
  id: string;
  isNew: boolean;
  /** The client whose keys may see what is stored; null: everybody may. */
  seenBy: string | null;
}>) {
  const example = EXAMPLES[language.value];
  const [first] = useState(currentBuyer.value); // another buyer of the page is none of this form
  const [files, take] = useState<readonly ChosenFile[]>([]);
  const [preview, show] = useState<Preview | null>(null);
  const answers = useRef<(Note & Readonly<{ says: string | null }>)[]>([]);
  const [isStored, store] = useState(false);
  const [outcome, write] = useWrite();
  const fill = (text: string): void => {
    const table = document.getElementById('table') as HTMLTextAreaElement;
    table.value = text;
    table.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const send = ({
    name = '',
    country: place = currentBuyer.value,
    table = '',
    act,
  }: Readonly<Record<string, string>>): Promise<boolean> => {
    const isDry = act !== 'store';
    const sent = files.length > 0 ? files : [{ name: COMPANY.table, text: table }];
    const of = {
      id,
      lang: language.value,
      ...(isNew ? { country: place as Buyer, name: name.trim() || COMPANY.unnamed } : {}),
    };
    return write(async () => {
      show(
        await client.post(
          '/v1/companies:import',
          {
            files: sent.map((one) => ({
              ...one,
              answers: answers.current.flatMap(({ file, ...answer }) => (file === one.name ? [answer] : [])),
            })),
          },
          { ...of, dry_run: isDry ? 'true' : 'false' },
        ),
      );
      return null;
    }).then((isDone) => {
      store(isDone && !isDry); // said once the form forgets what was typed
      return isDone && !isDry;
    });
  };
  const reply: Reply = ({ file, row, column }, says) => {
    answers.current = [...answers.current, { file, row, column, says }];
    (document.getElementById('import') as HTMLFormElement).requestSubmit();
  };
  const choose = async (chosen: readonly File[]): Promise<void> => {
    const read = await Promise.all(chosen.map(readChosen));
    fill(read.length === 1 ? (read[0]?.text ?? '') : '');
    take(read);
  };
  return (
    <section class="card">
      <Form
        name="import"
        id="import"
        class="fields"
        style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}
        sent={send}
      >
        {isNew ? (
          <div class="filters">
            <label>
              {COMPANY.name} <input class="field" name="name" maxLength={200} />
            </label>
            <label>
              {COMPANY.country}
              <select name="country">
                {BUYERS.map((code) => (
                  <option key={code} value={code} selected={code === first}>
                    {country(code)}
                  </option>
                ))}
              </select>
            </label>
          </div>
        ) : null}
        <label for="table">{COMPANY.table}</label>
        <textarea
          id="table"
          name="table"
          class="field"
          rows={8}
          spellcheck={false}
          required={files.length === 0}
          defaultValue={currentQuery.value.get('sample') === 'yes' ? example : ''}
          placeholder={example}
          onInput={() => {
            answers.current = [];
            take([]);
          }}
        />
        <div class="filters">
          <label>
            {COMPANY.files}{' '}
            <input
              type="file"
              multiple
              accept=".csv,.tsv,.txt,.json,.xlsx,text/csv"
              onChange={(event) => void choose([...(event.currentTarget.files ?? [])])}
            />
          </label>
          <Act kind="main" says={COMPANY.preview} />
          <Act says={COMPANY.example} does={() => fill(example)} />
        </div>
        <p class="small muted">
          {seenBy === null ? COMPANY.allSee : filled(COMPANY.whoSees, { client: seenBy })}
        </p>
      </Form>
      {outcome}
      {isStored ? (
        <p class="notice" role="status">
          {COMPANY.stored} <a href={link('/', { company: id })}>{COMPANY.toToday}</a>
        </p>
      ) : preview === null ? null : (
        <Understood preview={preview} reply={reply} />
      )}
    </section>
  );
}

function Understood({ preview, reply }: Readonly<{ preview: Preview; reply: Reply }>) {
  const kinds: Readonly<Record<string, string>> = {
    needs: COMPANY.needs,
    stock: WORDS.stock,
    sources: COMPANY.sources,
    sites: COMPANY.sites,
  };
  return (
    <div role="status">
      {preview.files.map(({ file, kind, read, understood, columns, rows }) => (
        <details key={`${file} ${kind}`} open={understood < read}>
          <summary>
            {filled(COMPANY.understood, { kind: kinds[kind ?? ''] ?? COMPANY.unknownKind, understood, read })}
          </summary>
          <div class="halves">
            <Table
              class="plain"
              rows={columns}
              columns={[
                [COMPANY.column, ({ column }) => column],
                [COMPANY.takenFor, ({ title }) => title ?? <span class="muted">{COMPANY.notUsed}</span>],
              ]}
            />
            <Table
              class="plain"
              rows={rows}
              columns={[
                [COMPANY.row, ({ row }) => row],
                [
                  COMPANY.takenFor,
                  ({ material, understood: isRead }) => (isRead ? material : <b>{COMPANY.unread}</b>),
                ],
              ]}
            />
          </div>
        </details>
      ))}
      {(['mistakes', 'doubts'] as const).map((kind) =>
        preview[kind].length === 0 ? null : (
          <section key={kind}>
            <h3>
              {COMPANY[kind]} ({preview.found[kind]})
            </h3>
            <ul>
              {preview[kind].map((note) => {
                const { row, column, detail, suggestions } = note;
                return (
                  <li key={`${note.file} ${row} ${column} ${detail}`}>
                    {row === null ? '' : `${filled(COMPANY.ofRow, { row })}: `}
                    {detail}
                    <span class="acts">
                      {column === null
                        ? null
                        : suggestions
                            .slice(0, 3)
                            .map((says) => <Act key={says} says={says} does={() => reply(note, says)} />)}
                      {kind === 'mistakes' && (row ?? column) !== null ? (
                        <Act says={COMPANY.leaveOut} does={() => reply(note, null)} />
                      ) : null}
                    </span>
                  </li>
                );
              })}
            </ul>
          </section>
        ),
      )}
      <p class="acts">
        <Act
          kind="main"
          says={COMPANY.store}
          form="import"
          name="act"
          value="store"
          disabled={preview.mistakes.length > 0}
        />
        {preview.mistakes.length > 0 ? <span class="muted">{COMPANY.fixFirst}</span> : null}
      </p>
    </div>
  );
}

function Editor({ id, stored: { company, version } }: Readonly<{ id: string; stored: Stored }>) {
  const [outcome, write] = useWrite();
  const daysOf = (material: string) =>
    company.stock.find((row) => row.material === material && row.site === null);
  const put = (content: typeof company): Promise<boolean> =>
    write(() =>
      client.put('/v1/companies/{id}', content, { id }, { ifMatch: version }).then(() => COMPANY.saved),
    );
  const save = (fields: Readonly<Record<string, string>>): Promise<boolean> => {
    const typed = Object.entries(fields).filter(
      ([material, days]) => days !== String(daysOf(material)?.days ?? ''),
    );
    const kept = company.stock.filter(
      (row) => row.site !== null || !typed.some(([material]) => material === row.material),
    );
    const added = typed.flatMap(([material, days]) =>
      days === '' ? [] : [{ material, site: null, kilograms: null, days: Number(days), as_of: null }],
    );
    return put({ ...company, stock: [...kept, ...added] });
  };
  const end = (): Promise<boolean> =>
    write(() => client.delete('/v1/companies/{id}', { id }, { ifMatch: version }));
  const stockField = ({ material }: (typeof company.needs)[number]) => (
    <input
      name={material}
      class="field"
      style={{ width: '15ch' }}
      type="number"
      min={0}
      step="any"
      aria-label={`${material}: ${COMPANY.stockDays}`}
      defaultValue={String(daysOf(material)?.days ?? '')}
      placeholder={
        daysOf(material)?.kilograms == null ? '' : `${quantity(daysOf(material)?.kilograms ?? 0)} kg`
      }
    />
  );
  const needs = company.needs.filter(
    ({ material }, n, all) => n === all.findIndex((one) => one.material === material),
  );
  return (
    <Card
      title={COMPANY.present}
      note={filled(COMPANY.presentCounts, {
        needs: company.needs.length,
        stock: company.stock.length,
        sources: company.sources.length,
      })}
    >
      <Form name={`stock ${id}`} sent={save}>
        <Table
          class="plain"
          rows={needs}
          columns={[
            [WORDS.material, ({ material }) => material],
            [
              COMPANY.amount,
              ({ quantity: amount, unit }) => (amount == null ? '–' : `${quantity(amount)} ${unit ?? 'kg'}`),
              'num',
            ],
            [COMPANY.stockDays, stockField, 'num'],
          ]}
        />
        <p class="acts">
          <Act kind="main" says={COMPANY.save} />
          <ActLink says={TODAY.sheet} to={sheetOf(id)} />
          <ActLink
            says={COMPANY.results}
            to={`/v1/companies/${encodeURIComponent(id)}/results?format=csv&lang=${language.value}`}
            isFile
          />
          <Act
            says={COMPANY.end}
            asks={filled(COMPANY.endAsks, {
              name: company.name,
              needs: company.needs.length,
              watched: company.watch.length,
            })}
            does={end}
          />
          {outcome}
        </p>
      </Form>
    </Card>
  );
}

/** What a sum of money for stock buys, worked out on a click, as it takes seconds. */
function Helps({ id }: Readonly<{ id: string }>) {
  const asked = currentQuery.value.get('budget') ?? '';
  const work = ({ budget = '' }: Readonly<Record<string, string>>): Promise<boolean> => {
    setQuery({ budget: budget === '' ? null : budget });
    return Promise.resolve(false);
  };
  return (
    <Card title={COMPANY.helps} note={COMPANY.helpsText}>
      <Form name="budget" class="filters" sent={work}>
        <label>
          {COMPANY.budget}{' '}
          <input
            class="field"
            name="budget"
            type="number"
            min={1}
            step={1}
            required
            defaultValue={asked}
            placeholder="50000000"
          />
        </label>
        <Act says={COMPANY.helpsAsk} />
      </Form>
      {/^[1-9]\d{0,12}$/.test(asked) ? (
        <Answered to={boughtFor(id, Number(asked))} room="12rem">
          {(results) => <Bought results={results} />}
        </Answered>
      ) : null}
    </Card>
  );
}

function Bought({ results: { helps, lines, any, company } }: Readonly<{ results: CompanyResults }>) {
  const bought = helps?.frontier ?? [];
  const last = bought.at(-1);
  if (last === undefined) return <p class="muted">{COMPANY.helpsNone}</p>;
  const paid = (amount: number | null): string => orUnknown(amount, (of) => money(of, company.currency));
  const figures = { cost: last.total_cost, from: any?.loss?.mean ?? null, to: last.expected_loss };
  return (
    <>
      <Table
        class="plain"
        rows={bought}
        columns={[
          [WORDS.material, ({ line }) => capitalised(lines.find((one) => one.line === line)?.name ?? line)],
          [COMPANY.more, ({ days: more }) => days(more), 'num'],
          [COMPANY.cost, ({ cost }) => paid(cost), 'num'],
          [COMPANY.saves, ({ money_less: saved }) => paid(saved), 'num'],
        ]}
      />
      <p>
        {filled(COMPANY.rest, { cost: paid(figures.cost), from: paid(figures.from), to: paid(figures.to) })}
      </p>
    </>
  );
}
