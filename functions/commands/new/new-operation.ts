/** The files of an operation that reads: contract, route, use case, handler, Lambda function and test. */
import {
  CannotGenerate,
  camelCase,
  type Generated,
  insertedAfter,
  KEBAB_CASE,
  pascalCase,
  type ReadSource,
  sourceOf,
  unlessThere,
  withImport,
} from './source-edits.ts';

/** Rooms of the API whose routes are a plain list. */
export const OPERATION_TAGS = ['analysis', 'changes', 'facts', 'provenance', 'service'] as const;
export type OperationTag = (typeof OPERATION_TAGS)[number];

interface Names {
  /** `list-glossary`. */
  readonly file: string;
  /** `listGlossary`, the operation id and the use case. */
  readonly operation: string;
  /** `glossary`, in addresses and files of the contract. */
  readonly noun: string;
  /** `glossary` as a name in code. */
  readonly contract: string;
  readonly tag: OperationTag;
}

/** `name`: `list-` or `get-` and what is read, in kebab case. Throws `CannotGenerate`. */
export function newOperation(name: string, tag: OperationTag, read: ReadSource): Generated {
  const noun = /^(?:list|get)-(.+)$/.exec(name)?.[1];
  if (noun === undefined || !KEBAB_CASE.test(name))
    throw new CannotGenerate(`${name} is no name of an operation: write list- or get- and what is read, as list-glossary.`);
  const names: Names = { file: name, operation: camelCase(name), noun, contract: camelCase(noun), tag };
  const routesPath = `shared/contracts/api/${tag}/routes.ts`;
  const { routes, key, lambda } = withRoute(sourceOf(read, routesPath), routesPath, names);
  const lambdaPath = `functions/deployed/${lambda}.function.ts`;
  const readsPath = 'test/functions/api/reads-per-operation.test.ts';
  const made = unlessThere(read, {
    [`shared/contracts/api/${tag}/${noun}-request.ts`]: request(names),
    [`shared/contracts/api/${tag}/${noun}-response.ts`]: response(names),
    [`functions/api/${tag}/${name}.ts`]: useCase(names),
    [`functions/api/${tag}/${name}.handler.ts`]: handler(names),
    [`test/functions/api/${tag}/${name}.test.ts`]: test(names),
  });
  const loaded = `\n  'GET /v1/${noun}': () => import('#functions/api/${tag}/${name}.handler.ts'),`;
  const changed = new Map([
    [routesPath, routes],
    [lambdaPath, insertedAfter(lambdaPath, sourceOf(read, lambdaPath), new RegExp(`'${escaped(key)}': .*`), loaded)],
    [readsPath, insertedAfter(readsPath, sourceOf(read, readsPath), /^const CALLS: .*= \{$/m, `\n  ${names.operation}: 1,`)],
  ]);
  return {
    files: new Map([...made, ...changed]),
    next: [
      `It works: GET /v1/${noun} answers the sources of the current run. Now make it say what it is for:`,
      `  1. contract   shared/contracts/api/${tag}/${noun}-request.ts, ${noun}-response.ts: parameters and fields, each described for a stranger`,
      `  2. route      ${routesPath}: summary, description, an example that works on the shipped data`,
      `  3. use case   functions/api/${tag}/${name}.ts, on ports only; no scan, an answer before the first run, for an empty list and a long id`,
      `  4. test       test/functions/api/${tag}/${name}.test.ts, and how many items it reads in ${readsPath}`,
      '  5. made files npm run examples:record && npm run openapi:client && npm run docs:access',
      `It runs in the Lambda function ${lambda}, which may read the Scores table and nothing else that it needs; another one: "function" of the route.`,
    ],
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The routes with one more, after the last that reads scores in a function for reading; the new one goes into the same function. */
function withRoute(text: string, path: string, names: Names): { readonly routes: string; readonly key: string; readonly lambda: string } {
  const last = [...text.matchAll(/^ {2}route\(\{\n[\s\S]*?^ {2}\}\),\n/gm)]
    .filter(([entry]) => /function: '[a-z-]+-read'/.test(entry) && !entry.includes('readsScores: false'))
    .at(-1);
  const [, address = ''] = /path: '([^']+)'/.exec(last?.[0] ?? '') ?? [];
  const [, lambda = ''] = /function: '([^']+)'/.exec(last?.[0] ?? '') ?? [];
  const [, label = ''] = /tag: '([^']+)'/.exec(last?.[0] ?? '') ?? [];
  if (last === undefined || address === '') throw new CannotGenerate(`${path} has no route that reads scores: choose another --tag.`);
  const entry = `  route({
    path: '/v1/${names.noun}',
    operationId: '${names.operation}',
    function: '${lambda}',
    handler: 'functions/api/${names.tag}/${names.file}.handler.ts',
    tag: '${label}',
    summary: '${words(names.noun)}',
    description: '${words(names.noun)} of the current run.',
    request: ${names.contract}Request,
    answer: { name: '${pascalCase(names.noun)}', schema: ${names.contract}Schema },
    example: '/v1/${names.noun}',
  }),
`;
  const end = last.index + last[0].length;
  const imports = [
    `import { ${names.contract}Request } from './${names.noun}-request.ts';`,
    `import { ${names.contract}Schema } from './${names.noun}-response.ts';`,
  ];
  return { routes: withImport(text.slice(0, end) + entry + text.slice(end), imports.join('\n')), key: `GET ${address}`, lambda };
}

/** `glossary-of-terms` -> `Glossary of terms`. */
const words = (noun: string): string => `${noun.charAt(0).toUpperCase()}${noun.slice(1).replaceAll('-', ' ')}`;

const request = ({ contract }: Names): string => `import { noPath, noQuery, type RequestContract } from '../request-parts.ts';

export const ${contract}Request = { path: noPath, query: noQuery } as const satisfies RequestContract;
`;

const response = ({ contract, noun }: Names): string => `import * as z from 'zod';
import { nextCursor, pageLinksSchema, runStampShape } from '../scores/score-response.ts';

export const ${contract}Schema = z
  .strictObject({
    data: z.array(z.strictObject({ id: z.string().describe('Its id.'), title: z.string().describe('What a reader calls it.') })),
    next_cursor: nextCursor,
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('${words(noun)} of a run.');
`;

const useCase = ({ operation, noun }: Names): string => `import { sourcesDocumentSchema } from '#contracts/run/run-documents.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import { runDocument } from '../published-run/run-documents.ts';

/** ${words(noun)} of a run: one read. */
export async function ${operation}(scores: PublishedScores, runId: string) {
  const { sources } = await runDocument(scores, runId, 'sources', sourcesDocumentSchema);
  return sources.map(({ id, title }) => ({ id, title }));
}
`;

const handler = ({
  operation,
  contract,
  noun,
  file,
  tag,
}: Names): string => `import { ${contract}Request } from '#contracts/api/${tag}/${noun}-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { ${operation} } from './${file}.ts';

export const handler = apiHandler(${contract}Request, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => {
    const data = await ${operation}(scores, run.run_id);
    return { body: { data, ...pagingOf(request.event, run.run_id).links(null), run_id: run.run_id, as_of: run.as_of } };
  });
});
`;

const test = ({ noun }: Names): string => `import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
});
afterAll(() => api.close());

test('GET /v1/${noun} says that nothing is published, then answers from the run', async () => {
  expect((await api.call('/v1/${noun}')).json.code).toBe('nothing_published');
  await publishWorld(api.store);
  const { status, json } = await api.call('/v1/${noun}');
  expect([status, json.run_id]).toEqual([200, WORLD_RUN]);
  expect(json.data).toEqual([{ id: 'mnd', title: 'Daily reports' }]);
});
`;
