import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type CfnElement, Stack } from 'aws-cdk-lib';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { customSupplierSchema } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import type { ApiHandler } from '#functions/http/api-handler.ts';
import { answerLocally } from '#functions/local/http-front.ts';
import type { Rescorer } from '#functions/rescoring/point-in-time.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import { dynaliteStore } from '#test/adapters/embedded-store.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { startApiUnderTest } from '#test/functions/api/api-under-test.ts';
import { NodeFunction } from '../../infra/constructs/node-function.ts';
import { ServiceStack } from '../../infra/service-stack.ts';
import { stageSettings } from '../../infra/stage-settings.ts';
import { StorageStack } from '../../infra/storage-stack.ts';
import { synthContext } from './synthesized-service.ts';

/** What a cold start of the API loads for one operation: a reader waits for it. 101 kB are zod, 21 kB the logger (decision 0017), 9 kB the dictionary of stored scores; no client of the SDK (decision 0047). */
const API_BUDGET_BYTES = 380_000;
/** What is asked for most. */
const SCORE_BUDGET_BYTES = 240_000;
const IS_A_SCORE = /(^api|get-score[.]handler|get-subject[.]handler|list-subjects[.]handler)$/;
/** What these operations answer with ships in their code: methodologies; and the scorer, which tells why a score of the past or of a custom supplier moved. */
const ANSWERS_BUDGET_BYTES = 410_000;
const CARRIES_ITS_ANSWER = /(get-methodology|get-subject-changes|get-supplier-changes)[.]handler$/;
/** The contract, with recorded responses. */
const DOCUMENTATION_BUDGET_BYTES = 590_000;
const IS_DOCUMENTATION = /(get-docs|get-openapi)[.]handler$/;
/** Nobody waits for a run: its steps carry the scorer and the methodologies (15 kB are the English texts of headlines, drivers, what-ifs and steps, 30 kB the contract of what they write: lanes, inputs of scenarios, records of nights, 20 kB the writing side of S3, 7 kB the measures of a run), and read the facts that are pinned. */
const SCORING_BUDGET_BYTES = 1_040_000;
/** With the facts that ship. */
const WITH_FACTS_BUDGET_BYTES = 6_100_000;

/** It pins the facts. No operation of the API loads them with its handler: they lie beside it where they are needed. */
const CARRIES_FACTS = 'functions/scoring/begin-run.handler.ts';

/** Nobody waits for a collector: it carries all readers, that of PDFs with its fonts above all, and the facts that ship, which documents are compared with. */
const COLLECTOR_BUDGET_BYTES = 12_000_000;
const COLLECTOR = 'functions/sources/collect.handler.ts';
/** undici, the parser of pages, and the client of S3. */
const WATCH_BUDGET_BYTES = 2_000_000;
const WATCH = 'functions/sources/announcements/watch-lists.handler.ts';
/** undici beside the client of DynamoDB; nobody waits for it. */
const DELIVERER_BUDGET_BYTES = 1_060_000;
const DELIVERER = 'functions/alerts/deliver-alerts.handler.ts';

/** pdf.js has the text of a worker for browsers, in which it fills in an address; nothing here makes one. */
const IN_A_TEXT = /^\$\{[a-z]+\}$/i;

function budgetOf(entryFile: string, what: string): number {
  if (IS_A_SCORE.test(what)) return SCORE_BUDGET_BYTES;
  if (CARRIES_ITS_ANSWER.test(what)) return ANSWERS_BUDGET_BYTES;
  if (IS_DOCUMENTATION.test(what)) return DOCUMENTATION_BUDGET_BYTES;
  if (entryFile === CARRIES_FACTS) return WITH_FACTS_BUDGET_BYTES;
  if (entryFile === COLLECTOR) return COLLECTOR_BUDGET_BYTES;
  if (entryFile === DELIVERER) return DELIVERER_BUDGET_BYTES;
  if (entryFile === WATCH) return WATCH_BUDGET_BYTES;
  return entryFile === 'api' ? API_BUDGET_BYTES : SCORING_BUDGET_BYTES;
}

interface Bundle {
  readonly entryFile: string;
  readonly folder: string;
  /** Name -> code. */
  readonly files: ReadonlyMap<string, string>;
}

/** The code assets of a real synth, as they would be uploaded. */
function bundlesOf(service: ServiceStack, outdir: string, templateFile: string): Bundle[] {
  const resources = JSON.parse(readFileSync(join(outdir, templateFile), 'utf8')).Resources;
  return service.node
    .findAll()
    .filter((construct) => construct instanceof NodeFunction)
    .map(({ entryFile, function: made }) => {
      const logicalId = Stack.of(made).getLogicalId(made.node.defaultChild as CfnElement);
      const folder = join(outdir, `asset.${resources[logicalId].Properties.Code.S3Key.replace('.zip', '')}`);
      const names = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
      return { entryFile, folder, files: new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])) };
    });
}

/** Files beside a function under the names by which its code asks for them. */
const importsOfPackage = (folder: string): Readonly<Record<string, string>> =>
  existsSync(join(folder, 'package.json')) ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).imports : {};

/** What a file imports at once; a statement, not the end of a text like "suppliers:import". */
const importsOf = (code: string): string[] =>
  [...code.matchAll(/(?:^|[;}])(?:import|export)(?:[\w$*{},\s]+from)?"([^"]+)"/gm)].map(([, name]) => name ?? '');

/** The file with everything that is loaded with it. */
function loadedWith({ files }: Bundle, name: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(name)) return loaded;
  loaded.add(name);
  for (const imported of importsOf(files.get(name) ?? ''))
    if (imported.startsWith('./')) loadedWith({ files } as Bundle, imported.slice(2), loaded);
  return loaded;
}

/** Bytes that are loaded until the first answer: of the function, and of the handler that is asked for (of a step: of all there is). */
function coldLoadsOf(bundle: Bundle): { readonly what: string; readonly bytes: number }[] {
  const start = loadedWith(bundle, 'index.mjs');
  const bytesOf = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + (bundle.files.get(name)?.length ?? 0), 0);
  const handlers = [...bundle.files.keys()].filter((name) => name.includes('.handler-'));
  return [
    { what: bundle.entryFile, bytes: bytesOf(start) },
    ...handlers.map((name) => ({
      what: `${bundle.entryFile} with ${name.split('-').slice(0, -1).join('-')}`,
      bytes: bytesOf(new Set([...start, ...loadedWith(bundle, name)])),
    })),
  ];
}

/** A request as the gateway passes it on. */
function requestOf(method: string, path: string, id: string | null, rawQueryString: string, sent: object): APIGatewayProxyEventV2 {
  const rawPath = path.replace('{id}', id ?? '');
  const routeKey = `${method === 'GET' ? 'ANY' : method} ${path}`;
  const http = { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' };
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    headers: { host: 'api.example', 'content-type': 'application/json', ...(method === 'PUT' ? { 'if-none-match': '*' } : {}) },
    ...(id === null ? {} : { pathParameters: { id } }),
    requestContext: { http, requestId: 'q1', routeKey, domainName: 'api.example', stage: '$default' },
    ...(method === 'PUT' ? { body: JSON.stringify(sent) } : {}),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
}

describe('the code that is uploaded', () => {
  let outdir: string;
  let bundles: Bundle[];

  beforeAll(async () => {
    outdir = await mkdtemp(join(tmpdir(), 'chokepoint-bundles-'));
    const app = new App({
      outdir,
      context: { ...synthContext, 'aws:cdk:bundling-stacks': ['**'], '@aws-cdk/core:validateAgainstDefaultRules': false },
    });
    const settings = stageSettings.prod;
    const service = new ServiceStack(app, 'Service', {
      settings,
      storage: new StorageStack(app, 'Storage', { settings }),
      sources: SOURCE_CONTRACTS,
      collectContact: undefined,
      alarmDestination: { email: 'on-call@example.com' },
    });
    app.synth();
    bundles = bundlesOf(service, outdir, service.templateFile);
    const table = bundles
      .flatMap(coldLoadsOf)
      .sort((a, b) => b.bytes - a.bytes)
      .map(({ what, bytes }) => `${String(Math.round(bytes / 1000)).padStart(7)} kB  ${what}`);
    console.log(`bytes of a cold load, minified:\n${table.join('\n')}`);
  });

  afterAll(() => rm(outdir, { recursive: true, force: true }));

  it('stays within its budget', () => {
    const tooLarge = bundles.flatMap((bundle) => coldLoadsOf(bundle).filter(({ what, bytes }) => bytes > budgetOf(bundle.entryFile, what)));
    expect(tooLarge.map(({ what, bytes }) => `${what}: ${bytes}`)).toEqual([]);
    expect(bundles.flatMap(coldLoadsOf).every(({ bytes }) => bytes > 1000)).toBe(true);
  });

  it('has the code and the facts that score any day beside the functions that answer for one or score suppliers of a client, and nowhere else', async () => {
    const rescorerOf = ({ files }: Bundle): string | undefined => [...files.keys()].find((name) => name.startsWith('rescorer-'));
    const beside = bundles.filter((bundle) => rescorerOf(bundle) !== undefined);
    expect(new Set(beside.map(({ entryFile }) => entryFile))).toEqual(new Set(['api']));
    for (const bundle of beside) {
      const name = rescorerOf(bundle) ?? '';
      const handlers = [...bundle.files.keys()].filter((file) => file.includes('.handler-') || file === 'index.mjs');
      expect(handlers.filter((file) => loadedWith(bundle, file).has(name))).toEqual([]);
    }
    const { rescorer } = (await import(join(beside[0]?.folder ?? '', rescorerOf(beside[0] as Bundle) ?? ''))) as { rescorer: Rescorer };
    const when = { as_of: '2025-04-10', known_at: '2025-04-10', end_use: 'civil' } as const;
    expect((await rescorer.find({ type: 'element', id: 'Dy', buyer: 'JPN' }, when))?.document.score).toBeGreaterThan(60);
    const day = { as_of: '2025-04-10', known_at: '2025-04-10', started_at: '2025-04-10T00:00:00.000Z' };
    const run = {
      run_id: 'r0000000001',
      ...day,
      methodology: { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 },
      code_version: '',
    };
    const supplier = customSupplierSchema.parse({
      name: 'Hanoi Magnets',
      sites: [{ id: 'hanoi', name: 'Hanoi', country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
    });
    const stored = { id: 'magnets', version: 1, updated_at: '2025-04-10T00:00:00.000Z', deleted: false, supplier };
    expect(await rescorer.customSuppliers(run, null).score(stored, 'JPN')).toMatchObject({
      status: 'scored',
      subject: { id: 'magnets' },
    });
  });

  it('of all collectors is one, and starts: what is CommonJS in it finds what is built into Node', async () => {
    const folders = bundles.filter(({ entryFile }) => entryFile === COLLECTOR).map(({ folder }) => folder);
    expect(folders).toHaveLength(SOURCE_CONTRACTS.length);
    expect(new Set(folders).size).toBe(1);
    const { handler } = (await import(join(folders[0] ?? '', 'index.mjs'))) as { handler: (event: unknown) => Promise<void> };
    await expect(handler({})).rejects.toThrow(/SCORES_TABLE_NAME/); // it was loaded, and misses its environment
  });

  it('of the watch of announcements starts, and misses nothing but its environment', async () => {
    const { folder = '' } = bundles.find(({ entryFile }) => entryFile === WATCH) ?? {};
    const { handler } = (await import(join(folder, 'index.mjs'))) as { handler: () => Promise<void> };
    await expect(handler()).rejects.toThrow(/ARCHIVE_BUCKET_NAME/);
  });

  it('of the API answers, reads and writes through its few bytes of DynamoDB as the code does that it was made of', async () => {
    const store = await dynaliteStore();
    const api = await startApiUnderTest({ store }); // sets the environment of functions
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', store.place.endpoint);
    await publishWorld(store);
    const { folder = '' } = bundles.find(({ entryFile }) => entryFile === 'api') ?? {};
    const { handler: deployed } = (await import(join(folder, 'index.mjs'))) as { handler: ApiHandler };
    const asked = [
      ['GET', '/v1/elements/{id}/score', 'Dy', 'buyer=JPN'],
      ['GET', '/v1/elements/{id}/score', 'Dx', 'buyer=JPN'],
      ['GET', '/v1/elements/{id}/score', 'Dy', 'buyer=JPX'],
      ['GET', '/v1/elements/{id}/history', 'Dy', ''],
      ['GET', '/v1/elements/{id}', 'Dy', ''],
      ['GET', '/v1/changes', null, ''],
      ['PUT', '/v1/suppliers/{id}', 'magnets', ''],
      ['GET', '/v1/suppliers/{id}', 'magnets', ''],
      ['GET', '/v1/scores', null, 'custom=include&subject_type=supplier'],
    ] as const;
    for (const [method, path, id, query] of asked) {
      const event = requestOf(method, path, id, query, {
        name: 'Hanoi Magnets',
        sites: [{ id: 'hanoi', name: 'Hanoi', country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
      });
      const answers: Record<string, unknown>[] = [];
      for (const handler of method === 'PUT' ? [deployed] : [deployed, answerLocally]) {
        const { statusCode, body } = await handler(event, { getRemainingTimeInMillis: () => 60_000 } as Context);
        answers.push({ statusCode, ...JSON.parse(body ?? '') });
      }
      const [found, meant = { statusCode: 201 }] = answers;
      expect(found, `${method} ${path} ${id}`).toMatchObject(meant);
      expect([200, 201, 400, 404]).toContain(found?.statusCode);
    }
    vi.unstubAllEnvs();
    await api.close();
  });

  it('carries everything it needs: it imports nothing but what is built into Node and what lies beside it', () => {
    for (const { entryFile, folder, files } of bundles) {
      const besides = importsOfPackage(folder);
      const imported = [...files.values()].flatMap((code) => [
        ...importsOf(code),
        ...[...code.matchAll(/import[(]"([^"]+)"[)]/g)].map(([, name]) => name ?? ''),
      ]);
      expect(imported.length, entryFile).toBeGreaterThan(0);
      expect(
        imported.filter(
          (name) =>
            !isBuiltin(name) && !files.has((besides[name] ?? name).replace('./', '')) && !(entryFile === COLLECTOR && IN_A_TEXT.test(name)),
        ),
        entryFile,
      ).toEqual([]);
    }
  });

  it('ships no map: those are kept beside the templates, without the sources, and lead from a line of a trace to a line of ours', () => {
    for (const { entryFile, folder, files } of bundles) {
      expect(
        readdirSync(folder).filter((name) => name.endsWith('.map')),
        entryFile,
      ).toEqual([]);
      const kept = join(outdir, 'source-maps', (entryFile.split('/').at(-1) ?? '').replace(/[.]handler[.]ts$/, ''));
      for (const name of files.keys()) {
        const map = JSON.parse(readFileSync(join(kept, `${name}.map`), 'utf8'));
        expect(map.sourcesContent, `${entryFile} ${name}`).toBeUndefined();
        for (const source of map.sources.filter((one: string) => !one.endsWith('<stdin>')))
          expect(existsSync(source), `${entryFile} ${name} ${source}`).toBe(true);
      }
    }
    const steps = readFileSync(join(outdir, 'source-maps', 'publish-run', 'index.mjs.map'), 'utf8');
    expect(JSON.parse(steps).sources).toContain('functions/scoring/publish-run.ts');
  });
});
