/**
 * Every parameter of every GET with every value of its enumeration, drawn from the contract that is served, on
 * the facts that ship: none is a fault of ours, and what is refused is refused as the contract says.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { firedAlertsIn } from '#functions/store/alerts/fired-alerts.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { firedAlert } from '#test/builders/alerts.ts';
import { customSupplier } from '#test/functions/scoring/custom/custom-scoring-world.ts';
import { SIGNALS_TABLE, sqliteStore } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest, storeExamples } from './api-under-test.ts';
import { askAll, type Question } from './covering-questions.ts';

/** Two runs: what the first foretold has been judged at the second, and there are changes between them. */
const [FIRST, EARLIER, NOW] = ['2025-06-01', '2026-11-24', '2026-12-01'];
const LAST_RUN = 'r0000000002';

/** Values of parameters that have no enumeration. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  buyer: ['JPN'], // of shortages, where it is no enumeration
  element: ['Dy', 'Pm'],
  country: ['CHN'],
  min_score: ['40.5'],
  min_scarce: ['40.5'],
  min_abs_delta: ['5'],
  cover_days: ['180'],
  as_of: ['2026-06-01'],
  known_at: ['2026-06-01'],
  from: ['2026-11-20'],
  to: [NOW],
  origin: ['CHN'],
  target: ['JPN'],
  actor: ['China'],
  subjects: ['element:Dy,element:Pm', 'supplier:lynas', 'supplier:own-1', 'country:CHN'],
  sheet: [`${LAST_RUN}:element:JPN:0`, `${LAST_RUN}:supplier:USA:0`],
  scenario: [Buffer.from('{"stops":[{"origin":"CHN","days":90}]}').toString('base64url')],
  budget: ['5000000'],
  run: [LAST_RUN],
  limit: ['25'],
  cursor: ['of the page before'],
};
/** Own suppliers: two that the last run ranked, and one stored since. */
const SUBJECTS = [
  'elements/Dy',
  'elements/Pm',
  'suppliers/lynas',
  'suppliers/own-1',
  'suppliers/own-3',
  'countries/CHN',
];
/** What a parameter needs beside it, where a question has no other value of that. */
const NEEDED: Readonly<Record<string, Question>> = {
  profile: { format: 'csv' },
  country: { subject_type: 'country' },
  custom: { subject_type: 'supplier' },
};
/** Every combination of these is asked; of all others every pair. */
const CROSSED = ['path', 'expand', 'subject_type', 'buyer'];
/** With these an answer is computed, which takes a hundred times as long: they stand together in few questions. */
const COMPUTED = ['as_of', 'known_at', 'cover_days', 'end_use'];
const READS = API_ROUTES.filter(({ methods }) => methods[0] === 'GET');
const PAGES = 4;
const ONE_SUPPLIER_IN = 20;
/** Choices from a list, beside the whole: names of fields are asked several at a time. */
const MOST_OF_A_LIST = 8;
/** A limit for what hangs. */
const A_LONG_TIME_MS = 3_600_000;

interface Described {
  readonly name: string;
  readonly in: string;
  readonly description: string;
  readonly schema: Choice & { readonly items?: Choice };
}
interface Choice {
  readonly enum?: readonly string[];
  readonly const?: string;
}

let folder = '';
let api: ApiUnderTest;
const described = new Map<string, readonly Described[]>();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-reads-'));
  for (const day of [FIRST, NOW]) {
    if (day === NOW) await storeSuppliers();
    const { ports, close } = await openLocalStore(folder, true);
    const newestFacts = async (knownAt: string) => fewSuppliersOf(await ports.newestFacts(knownAt));
    const done = await runPipeline({}, { ...ports, newestFacts }, () => `${day}T03:30:00.000Z`);
    expect(done).toMatchObject({ published: true });
    await close();
  }
  api = await startApiUnderTest({ store: await sqliteStore(folder) });
  await storeCustomData();
  const { paths, components } = (await api.call('/openapi.json')).json;
  const whole = ({ $ref, ...own }: { $ref?: string }) =>
    $ref === undefined ? own : components.parameters[$ref.split('/').at(-1) ?? ''];
  for (const { operationId, path } of READS)
    described.set(operationId, (paths[path]?.get.parameters ?? []).map(whole));
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

/** All elements and countries, and of the suppliers one in so many: a run of all takes most of a minute. */
function fewSuppliersOf(facts: ReferenceData): ReferenceData {
  const ids = [...new Set(facts.supplier_sites.map(({ supplier }) => supplier))].sort();
  const few = new Set(['lynas', ...ids.filter((_, n) => n % ONE_SUPPLIER_IN === 0)]);
  return { ...facts, supplier_sites: facts.supplier_sites.filter(({ supplier }) => few.has(supplier)) };
}

const stored = async (method: string, path: string, body?: unknown): Promise<void> => {
  const answer = await api.call(path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect([path, answer.status < 300, answer.json?.detail]).toEqual([path, true, undefined]);
};

/** What the last run ranks. */
async function storeSuppliers(): Promise<void> {
  const store = await sqliteStore(folder);
  const suppliers = customSuppliersIn(store.table(SIGNALS_TABLE));
  for (const id of ['own-1', 'own-2'])
    await suppliers.put('local', id, customSupplier(id), 'anything', `${EARLIER}T09:00:00.000Z`);
  await store.close();
}

/** What a client has stored since, and was told. */
async function storeCustomData(): Promise<void> {
  await storeExamples(api);
  await stored('PUT', '/v1/suppliers/own-3', customSupplier('own-3'));
  for (const operation of ['postObservations', 'postMeasure', 'sendDelivery'])
    for (const { operationId, methods, example, exampleBody } of API_ROUTES)
      if (operationId === operation) await stored(methods[0], example, exampleBody);
  const alerts = firedAlertsIn(api.store.table(SIGNALS_TABLE));
  const fired = ['x', 'y', 'z'].map((id) => firedAlert({ id: `alert_${id}`, run_id: LAST_RUN }));
  await alerts.add('local', fired, 4_000_000_000);
  await alerts.moveMark({ run_id: LAST_RUN, position: `${NOW}#1`, at: `${NOW}T19:00:00.000Z` });
}

/** Operation, parameter and value -> questions that were answered with it. */
const answered = new Map<string, number>();
/** Pairs that contradict each other, by the parameter that the answer names. */
const refused = new Set<string>();
/** Refusals of which the contract says nothing. */
const unsaid = new Set<string>();
const keyOf = (...parts: readonly string[]): string => parts.join(' ');

const namesOf = ({ schema: { items, ...own } }: Described): readonly string[] => {
  const { enum: names, const: only } = items ?? own;
  return names ?? (only === undefined ? [] : [only]);
};

/** The values of a parameter that the contract lists; of a list some at a time, and all together. */
function choicesOf(one: Described): readonly string[] {
  const names = namesOf(one);
  if (one.schema.items === undefined || names.length < 2) return names;
  const atATime = Math.ceil(names.length / MOST_OF_A_LIST);
  const some = Array.from({ length: Math.ceil(names.length / atATime) }, (_, n) =>
    names.slice(n * atATime, (n + 1) * atATime).join(','),
  );
  return [...some, names.join(',')];
}

const addressOf = ({ path = '', ...query }: Question): string => {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
};

/** Asks; a parameter that the answer says contradicts another is taken out. Gives what was answered. */
async function ask(operationId: string, question: Question, asItStands = false): Promise<Question> {
  const { cursor, ...sent } = question;
  const { status, json, headers, text } = await api.call(addressOf(sent));
  if (status === 200) {
    if (String(headers['content-type']).startsWith('text/csv')) parse(text, { bom: true, columns: true });
    if (cursor !== undefined) await isTheSameInPages(sent);
    for (const [name, values] of Object.entries(question))
      for (const value of new Set([values, ...values.split(',')])) {
        const key = keyOf(operationId, name, value);
        answered.set(key, (answered.get(key) ?? 0) + 1);
      }
    return question;
  }
  const about = [addressOf(sent), status, json?.detail];
  expect(about).toEqual([about[0], 400, expect.any(String)]);
  const { parameter } = json.errors[0];
  const wordsOf = (name: string) =>
    described.get(operationId)?.find((one) => one.name === name)?.description ?? '';
  const others = Object.keys(sent).filter((name) => name !== parameter);
  const says = (name: string, of: string) =>
    (of === 'path' && /Elements only|custom supplier/.test(wordsOf(name))) ||
    new RegExp(`\`${of}\`|\\b${of}=`).test(wordsOf(name));
  const other = others.find((name) => says(parameter, name) || says(name, parameter));
  expect(Object.keys(sent), about.join(' ')).toContain(parameter);
  if (other === undefined) unsaid.add(about.join(' '));
  refused.add(keyOf(operationId, parameter, 'beside', other ?? ''));
  if (asItStands) return {};
  const { [parameter]: _out, ...rest } = question;
  return ask(operationId, rest);
}

/** Each row once and in its place, however a list is cut into pages. */
async function isTheSameInPages(question: Question): Promise<void> {
  const most = question.expand === undefined ? 1000 : 100;
  const all = await walk({ ...question, limit: String(most) });
  expect([question, new Set(all).size]).toEqual([question, all.length]);
  const some =
    all.length < 2 ? all : await walk({ ...question, limit: String(Math.ceil(all.length / PAGES)) });
  expect([question, some]).toEqual([question, all]);
}

async function walk(question: Question): Promise<readonly string[]> {
  const rows: string[] = [];
  for (let address: string | null = addressOf(question); address !== null; ) {
    const { status, headers, text, json } = await api.call(address);
    expect([address, status]).toEqual([address, 200]);
    if (json === null) {
      rows.push(
        ...text
          .trimEnd()
          .split(/\r?\n/)
          .slice(String(headers['content-type']).startsWith('text/csv') ? 1 : 0),
      );
      address = /^<([^>]+)>/.exec(String(headers.link ?? ''))?.[1] ?? null;
    } else {
      rows.push(...json.data.map((row: unknown) => JSON.stringify(row)));
      address = json.links.next;
    }
  }
  return rows;
}

test.each(READS)(
  '$operationId',
  async ({ operationId, path, example }) => {
    const about = described.get(operationId) ?? [];
    const paths = path.includes('{collection}')
      ? SUBJECTS.map((subject) => example.split('?')[0]?.replace('elements/Dy', subject) ?? '')
      : path === '/v1/suppliers/{id}'
        ? ['/v1/suppliers/lynas', '/v1/suppliers/own-1']
        : [example.split('?')[0] ?? ''];
    const inQuery = about.filter((one) => one.in === 'query');
    const parameters = Object.fromEntries([
      ['path', paths],
      ...inQuery.map((one) => {
        const choices = choicesOf(one);
        return [one.name, choices.length > 0 ? choices : (VALUES[one.name] ?? [])] as const;
      }),
    ]);
    expect(Object.entries(parameters).filter(([, values]) => values.length === 0)).toEqual([]);
    const isRefused = (question: Question): boolean => {
      const names = Object.keys(question);
      return names.some((left) =>
        names.some((right) => refused.has(keyOf(operationId, left, 'beside', right))),
      );
    };
    const whole = (question: Question): Question => ({
      path: paths[0] ?? '',
      ...required(),
      ...Object.fromEntries(
        Object.keys(question).flatMap((name) =>
          Object.entries(NEEDED[name] ?? {}).filter(([other]) => other in parameters),
        ),
      ),
      ...question,
    });
    unsaid.clear();
    await askAll(parameters, {
      crossed: CROSSED.filter((name) => name in parameters),
      inARow: COMPUTED.toReversed(), // end use first, which has several values
      isRefused,
      mayJoin: (name, question) =>
        name !== 'cursor' &&
        (!COMPUTED.includes(name) || COMPUTED.some((one) => one in question)) &&
        !isRefused({ ...question, [name]: '' }),
      ask: (question) => ask(operationId, whole(question)),
      askAsItStands: (question) => ask(operationId, whole(question), true),
    });
    const enumerated = inQuery.map((one) => [one.name, namesOf(one)] as const);
    const never = [...Object.entries(parameters), ...enumerated].flatMap(([name, values]) =>
      values
        .filter((value) => !answered.has(keyOf(operationId, name, value)))
        .map((value) => `${name}=${value}`),
    );
    expect({ never, unsaid: [...unsaid] }).toEqual({ never: [], unsaid: [] });

    function required(): Question {
      return {
        ...('limit' in parameters ? { limit: '3' } : {}),
        ...('from' in parameters ? { from: '2026-11-20' } : {}),
        ...('subjects' in parameters && operationId !== 'listChanges' ? { subjects: 'element:Dy' } : {}),
      };
    }
  },
  A_LONG_TIME_MS,
);

afterAll(() => {
  console.log(
    `GETs asked and answered, by operation, parameter and value\n${[...answered].map(([key, n]) => `${n}\t${key}`).join('\n')}`,
  );
  console.log(`Refused as the contract says\n${[...refused].join('\n')}`);
});
