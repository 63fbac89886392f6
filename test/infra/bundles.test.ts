import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type CfnElement, Stack } from 'aws-cdk-lib';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ApiHandler } from '#functions/http/api-handler.ts';
import { answerLocally } from '#functions/local/http-front.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { startApiUnderTest } from '#test/functions/api/api-under-test.ts';
import { dynaliteStore } from '#test/functions/store/embedded-store.ts';
import { NodeFunction } from '../../infra/constructs/node-function.ts';
import { stacksOf } from '../../infra/stacks.ts';
import { synthContext } from './synthesized.ts';

/** Three carry the facts. */
const ALL_BUDGET_BYTES = 29_500_000;
/** A reader waits for it. */
const OPERATION_BUDGET_BYTES = 800_000;

/** Text for a worker of browsers. */
const IN_A_TEXT = /^\$\{[a-z]+\}$/i;

interface Bundle {
  readonly entryFile: string;
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
}

const importsOf = (code: string): string[] =>
  [...code.matchAll(/(?:^|[;}])(?:import|export)(?:[\w$*{},\s]+from)?"([^"]+)"/gm)].map(
    ([, name]) => name ?? '',
  );

function loadedWith(bundle: Bundle, name: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(name)) return loaded;
  loaded.add(name);
  for (const imported of importsOf(bundle.files.get(name) ?? ''))
    if (imported.startsWith('./')) loadedWith(bundle, imported.slice(2), loaded);
  return loaded;
}

describe('the code that is uploaded', () => {
  let outdir: string;
  let bundles: readonly Bundle[];
  const bundleOf = (entryFile: string) => bundles.find((one) => one.entryFile === entryFile) as Bundle;

  beforeAll(async () => {
    outdir = await mkdtemp(join(tmpdir(), 'chokepoint-bundles-'));
    const context = {
      ...synthContext,
      'aws:cdk:bundling-stacks': ['*-Service'],
      '@aws-cdk/core:validateAgainstDefaultRules': false,
    };
    const app = new App({ outdir, context });
    const { service } = stacksOf(app, 'dev', { like: 'dev' });
    app.synth();
    const resources = JSON.parse(readFileSync(join(outdir, service.templateFile), 'utf8')).Resources;
    const made = service.node
      .findAll()
      .filter((construct) => construct instanceof NodeFunction)
      .map(({ entryFile, function: one }): [string, string] => {
        const { S3Key } =
          resources[Stack.of(one).getLogicalId(one.node.defaultChild as CfnElement)].Properties.Code;
        return [entryFile, join(outdir, `asset.${S3Key.replace('.zip', '')}`)];
      });
    bundles = [...new Map(made)].map(([entryFile, folder]) => {
      const names = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
      return {
        entryFile,
        folder,
        files: new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
      };
    });
    expect(new Set(made.map(([, folder]) => folder)).size).toBe(bundles.length); // the functions of the API have one
  });

  afterAll(() => rm(outdir, { recursive: true, force: true }));

  it('is small enough to be read and uploaded in a moment', () => {
    const bytes = bundles.map(({ entryFile, folder }) => ({
      entryFile,
      size: readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
    }));
    console.log(bytes.map(({ entryFile, size }) => `${Math.round(size / 1000)} kB ${entryFile}`).join('\n'));
    expect(bytes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(ALL_BUDGET_BYTES);
  });

  it('of an operation of the API loads little before its first answer, and never the facts', () => {
    const api = bundleOf('api');
    const bytesWith = (name: string): number =>
      [...new Set([...loadedWith(api, 'index.mjs'), ...loadedWith(api, name)])].reduce(
        (sum, one) => sum + (api.files.get(one)?.length ?? 0),
        0,
      );
    const loads = [...api.files.keys()]
      .filter((name) => name.includes('.handler-') && !name.includes('contract.handler-')) // it carries the contract
      .map((name) => ({ name: name.split('-').slice(0, -1).join('-'), bytes: bytesWith(name) }));
    console.log(`most ${Math.max(...loads.map(({ bytes }) => bytes))}`);
    expect(loads.length).toBeGreaterThan(10);
    expect(loads.filter(({ bytes }) => bytes > OPERATION_BUDGET_BYTES)).toEqual([]);
  });

  it('starts, and misses nothing but its environment: what is CommonJS in it finds what is built into Node', async () => {
    for (const { entryFile, folder } of bundles.filter((one) => one.entryFile !== 'api')) {
      const { handler } = (await import(join(folder, 'index.mjs'))) as {
        handler: (event: unknown, context: unknown) => Promise<void>;
      };
      const ofClient = { client: 'acme', after: null, last: 's' };
      const event = { run_id: 'r0000000001', step: 'Publish', batch: 0, source: 'taiwan-mnd', ...ofClient };
      await expect(
        async () => handler(event, { getRemainingTimeInMillis: () => 9000 }),
        entryFile,
      ).rejects.toThrow(/is not set/);
    }
  });

  it('of the API answers, reads and writes as the code does that it was made of', async () => {
    const store = await dynaliteStore();
    const api = await startApiUnderTest({ store }); // sets the environment of functions
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', store.place.endpoint);
    await publishWorld(store);
    const { handler: deployed } = (await import(join(bundleOf('api').folder, 'index.mjs'))) as {
      handler: ApiHandler;
    };
    const site = { id: 'hanoi', name: 'Hanoi', country: 'VNM', stage: 'magnet', elements: ['Dy'] };
    const answerOf = async (handler: ApiHandler, method: string, address: string) => {
      const { pathname, search } = new URL(address, 'https://api.example');
      const event = {
        rawPath: pathname,
        rawQueryString: search.slice(1),
        headers: {
          host: 'api.example',
          'content-type': 'application/json',
          ...(method === 'PUT' ? { 'if-none-match': '*' } : {}),
        },
        requestContext: {
          http: { method, path: pathname, sourceIp: '192.0.2.1' },
          requestId: 'q1',
          domainName: 'api.example',
        },
        ...(method === 'PUT' ? { body: JSON.stringify({ name: 'Hanoi Magnets', sites: [site] }) } : {}),
        isBase64Encoded: false,
      } as unknown as APIGatewayProxyEventV2;
      const { statusCode, body } = await handler(event, {
        getRemainingTimeInMillis: () => 60_000,
      } as Context);
      return { statusCode, ...JSON.parse(body ?? '') };
    };
    expect(await answerOf(deployed, 'PUT', '/v1/suppliers/magnets')).toMatchObject({ statusCode: 201 });
    for (const address of [
      '/v1/elements/Dy/score?buyer=JPN',
      '/v1/elements/Dx/score?buyer=JPN',
      '/v1/elements/Dy/score?buyer=JPX',
      '/v1/elements/Dy/history',
      '/v1/elements/Dy',
      '/v1/changes',
      '/v1/suppliers/magnets',
      '/v1/scores?custom=include&subject_type=supplier',
      '/v1/nothing',
    ])
      expect(await answerOf(deployed, 'GET', address), address).toMatchObject(
        await answerOf(answerLocally, 'GET', address),
      );
    vi.unstubAllEnvs();
    await api.close();
  });

  it('carries everything it needs: it imports nothing but what is built into Node and what lies beside it', () => {
    for (const { entryFile, files } of bundles) {
      const imported = [...files.values()].flatMap((code) => [
        ...importsOf(code),
        ...[...code.matchAll(/import[(]"([^"]+)"[)]/g)].map(([, name]) => name ?? ''),
      ]);
      expect(imported.length, entryFile).toBeGreaterThan(0);
      const unknown = imported.filter(
        (name) => !isBuiltin(name) && !files.has(name.replace('./', '')) && !IN_A_TEXT.test(name),
      );
      expect(unknown, entryFile).toEqual([]);
    }
  });

  it('ships no map: those are kept beside the templates, without the sources, and lead from a line of a trace to a line of ours', () => {
    for (const { entryFile, folder, files } of bundles) {
      expect(readdirSync(folder).filter((name) => name.endsWith('.map'))).toEqual([]);
      const kept = join(
        outdir,
        'source-maps',
        (entryFile.split('/').at(-1) ?? '').replace(/[.]handler[.]ts$/, ''),
      );
      for (const name of files.keys()) {
        const map = JSON.parse(readFileSync(join(kept, `${name}.map`), 'utf8'));
        expect(map.sourcesContent, `${entryFile} ${name}`).toBeUndefined();
        // Packages may ship maps without what they lead to.
        for (const source of map.sources.filter((one: string) => !/<stdin>$|node_modules/.test(one)))
          expect(existsSync(source), source).toBe(true);
      }
    }
  });
});
