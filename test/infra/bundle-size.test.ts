import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type CfnElement, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RESCORING_HANDLERS } from '#contracts/api/api-routes.ts';
import { customSupplierSchema } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import type { Rescorer } from '#functions/ports/rescorer.ts';
import { NodeFunction } from '../../infra/constructs/node-function.ts';
import { ServiceStack } from '../../infra/service-stack.ts';
import { stageSettings } from '../../infra/stage-settings.ts';
import { StorageStack } from '../../infra/storage-stack.ts';
import { synthContext } from './synthesized-service.ts';

/** Every 100 kB costs a cold start about 16 ms: a reader waits for it. 21 kB are the logger (decision 0017). */
const API_BUDGET_BYTES = 475_000;
/** Nobody waits for a run: its steps carry the scorer and the methodologies, and read the facts that are pinned. */
const SCORING_BUDGET_BYTES = 900_000;
/** With the facts that ship. */
const WITH_FACTS_BUDGET_BYTES = 6_000_000;

/** It pins the facts. No function of the API carries them: they lie beside it where they are needed. */
const CARRIES_FACTS = 'functions/scoring/begin-run.handler.ts';

function budgetOf(handlerFile: string): number {
  if (handlerFile === CARRIES_FACTS) return WITH_FACTS_BUDGET_BYTES;
  return handlerFile.match(/^functions\/(api|ingestion)\//) !== null ? API_BUDGET_BYTES : SCORING_BUDGET_BYTES;
}

interface Bundle {
  readonly handlerFile: string;
  readonly folder: string;
  readonly bytes: number;
}

/** The code assets of a real synth, as they would be uploaded. */
function bundlesOf(service: ServiceStack, outdir: string, templateFile: string): Bundle[] {
  const resources = JSON.parse(readFileSync(join(outdir, templateFile), 'utf8')).Resources;
  return service.node
    .findAll()
    .filter((construct) => construct instanceof NodeFunction)
    .map(({ handlerFile, function: made }) => {
      const logicalId = Stack.of(made).getLogicalId(made.node.defaultChild as CfnElement);
      const folder = join(outdir, `asset.${resources[logicalId].Properties.Code.S3Key.replace('.zip', '')}`);
      return { handlerFile, folder, bytes: statSync(join(folder, 'index.mjs')).size };
    });
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
      alarmEmail: undefined,
    });
    app.synth();
    bundles = bundlesOf(service, outdir, service.templateFile);
    const table = [...bundles]
      .sort((a, b) => b.bytes - a.bytes)
      .map(({ handlerFile, bytes }) => `${String(Math.round(bytes / 1000)).padStart(7)} kB  ${handlerFile}`);
    console.log(`bundle sizes, minified:\n${table.join('\n')}`);
  }, 240_000);

  afterAll(() => rm(outdir, { recursive: true, force: true }));

  it('stays within its budget', () => {
    const tooLarge = bundles.filter(({ handlerFile, bytes }) => bytes > budgetOf(handlerFile));
    expect(tooLarge.map(({ handlerFile, bytes }) => `${handlerFile}: ${bytes}`)).toEqual([]);
    expect(bundles.every(({ bytes }) => bytes > 1000)).toBe(true);
  });

  it('has the code and the facts that score any day beside the functions that answer for one or score suppliers of a client, and nowhere else', async () => {
    const beside = bundles.filter(({ folder }) => existsSync(join(folder, 'rescorer.mjs')));
    expect(new Set(beside.map(({ handlerFile }) => handlerFile))).toEqual(RESCORING_HANDLERS);
    const { rescorer } = (await import(join(beside[0]?.folder ?? '', 'rescorer.mjs'))) as { rescorer: Rescorer };
    const when = { as_of: '2025-04-10', known_at: '2025-04-10', methodology: '1.0.0' };
    expect(rescorer.find({ type: 'element', id: 'Dy', buyer: 'JPN' }, when)?.document.score).toBeGreaterThan(60);
    const day = { as_of: '2025-04-10', known_at: '2025-04-10', started_at: '2025-04-10T00:00:00.000Z' };
    const run = {
      run_id: 'r0000000001',
      ...day,
      methodology: { version: '1.0.0', sha256: bundledMethodologies.get('1.0.0')?.sha256 ?? '' },
      code_version: '',
    };
    const supplier = customSupplierSchema.parse({
      name: 'Hanoi Magnets',
      sites: [{ id: 'hanoi', name: 'Hanoi', country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
    });
    const stored = { id: 'magnets', version: 1, updated_at: '2025-04-10T00:00:00.000Z', deleted: false, supplier };
    expect(rescorer.customSuppliers(run, {}).score(stored, 'JPN').document).toMatchObject({ status: 'scored', subject: { id: 'magnets' } });
  });

  it('carries everything it needs: it imports nothing but what is built into Node', () => {
    for (const { handlerFile, folder } of bundles) {
      const code = readFileSync(join(folder, 'index.mjs'), 'utf8');
      // A statement, not the end of a text like "suppliers:import".
      const imported = [...code.matchAll(/(?:^|[;}])import(?:[\w$*{},\s]+from)?"([^"]+)"/gm)].map(([, name]) => name ?? '');
      expect(imported.length, handlerFile).toBeGreaterThan(0);
      expect(
        imported.filter((name) => !isBuiltin(name)),
        handlerFile,
      ).toEqual([]);
    }
  });

  it('ships a map of its lines but not the sources', () => {
    for (const { handlerFile, folder } of bundles) {
      const map = join(folder, 'index.mjs.map');
      expect(existsSync(map), handlerFile).toBe(true);
      expect(JSON.parse(readFileSync(map, 'utf8')).sourcesContent, handlerFile).toBeUndefined();
    }
  });
});
