/** Functions of the API read requests and stored documents with the schemas of `zod/mini` (decision 0047): every contract gives the same with them, down to the words of each error. */
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as z from 'zod';

const root = new URL('../..', import.meta.url).pathname;
const MINI = {
  zod: join(root, 'functions/runtime/zod-methods.ts'),
  'zod/mini': join(root, 'node_modules/zod/mini/index.js'),
  'zod/v4/locales/en.js': join(root, 'node_modules/zod/v4/locales/en.js'),
};
type Schema = z.core.$ZodType & { safeParse(value: unknown): { success: boolean; data?: unknown; error?: { issues: unknown } } };
type Found = Readonly<Record<string, Schema>>;

let folder: string;
let contracts: readonly [withZod: Found, asDeployed: Found];

/** Every schema of shared/contracts, by where it stands. */
async function schemasWith(name: string, alias: Record<string, string>): Promise<Found> {
  const files = globSync('shared/contracts/**/*.ts', { cwd: root }).sort();
  const contents = files.map((file, n) => `export * as c${n} from './${file}';`).join('\n');
  const outfile = join(folder, `${name}.mjs`);
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
    logOverride: { 'import-is-undefined': 'error' },
    alias,
  });
  const found: Record<string, Schema> = {};
  const collect = (value: unknown, path: string, depth: number): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('_zod' in value) found[path] = value as Schema;
    else if (depth < 4) for (const [key, member] of Object.entries(value)) collect(member, `${path}.${key}`, depth + 1);
  };
  const modules = (await import(outfile)) as Record<string, object>;
  files.forEach((file, n) => {
    collect({ ...modules[`c${n}`] }, file, 0);
  });
  return found;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-contracts-'));
  contracts = [await schemasWith('zod', {}), await schemasWith('mini', MINI)];
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const TEXTS = [
  '',
  ' ',
  'Dy',
  'CHN',
  'JPN',
  'JPN,USA',
  '2026-10-01',
  '2026-13-01',
  '2026-10-01T00:00:00.000Z',
  '1',
  '0',
  '1001',
  'score',
  'https://a.example/x',
  '{}',
];
const anything = fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 1 }));
const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ maxLength: 12 }));
// biome-ignore lint/suspicious/noExplicitAny: definitions of schemas are walked as they are
type Definition = any;

function fitting(pattern: RegExp): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(pattern);
  } catch {
    return text; // fast-check does not write for every pattern
  }
}

/** Values that a schema accepts, mostly, and such that it refuses by a little. */
function nearly(schema: z.core.$ZodType, depth = 0): fc.Arbitrary<unknown> {
  const def = schema._zod.def as Definition;
  const of = (inner: z.core.$ZodType): fc.Arbitrary<unknown> => nearly(inner, depth + 1);
  switch (def.type) {
    case 'object': {
      const shape = Object.entries(def.shape as Record<string, z.core.$ZodType>);
      const members = shape.map(([name, inner]) =>
        fc.option(of(inner), { nil: undefined, freq: 12 }).map((value) => [name, value] as const),
      );
      return fc
        .tuple(
          fc.tuple(...members),
          fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constant({ unheard_of: 1 }) }),
        )
        .map(([all, more]) => ({ ...Object.fromEntries(all.filter(([, value]) => value !== undefined)), ...more }));
    }
    case 'string': {
      const patterns = [def.pattern, ...(def.checks ?? []).map((check: Definition) => check._zod.def.pattern)].filter(
        (one) => one instanceof RegExp,
      );
      return fc.oneof(text, ...patterns.map(fitting));
    }
    case 'number':
      return fc.oneof(fc.integer({ min: -2, max: 1100 }), fc.double({ min: -5, max: 101, noNaN: true }));
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'array':
      return fc.array(of(def.element), { maxLength: depth > 3 ? 1 : 3 });
    case 'tuple':
      return fc.tuple(...def.items.map(of));
    case 'record':
      return fc.dictionary(fc.oneof(of(def.keyType).map(String), text), of(def.valueType), { maxKeys: 2 });
    case 'union':
      return fc.oneof(...def.options.map(of));
    case 'nullable':
      return fc.option(of(def.innerType), { freq: 4 });
    case 'optional':
    case 'default':
      return of(def.innerType);
    case 'pipe':
      return of(def.in);
    case 'null':
      return fc.constant(null);
    default:
      return anything;
  }
}

const wrong = (schema: z.core.$ZodType): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: nearly(schema) }, { weight: 1, arbitrary: anything });

function said(schema: Schema, value: unknown): unknown {
  try {
    const { success, data, error } = schema.safeParse(structuredClone(value));
    return {
      success,
      data,
      issues: JSON.parse(JSON.stringify(error?.issues ?? [], (_, one) => (one instanceof RegExp ? String(one) : one))),
    };
  } catch (error) {
    return String(error); // a transformation of ours may throw
  }
}

it('the same schemas are there', () => {
  expect(Object.keys(contracts[1])).toEqual(Object.keys(contracts[0]));
  expect(Object.keys(contracts[0]).length).toBeGreaterThan(300);
});

it('and every one accepts, changes and refuses the same, in the same words', { timeout: 300_000 }, () => {
  const counts = { accepted: 0, refused: 0 };
  for (const [name, withZod] of Object.entries(contracts[0])) {
    const asDeployed = contracts[1][name] as Schema;
    fc.assert(
      fc.property(wrong(withZod), (value) => {
        const expected = said(withZod, value);
        counts[(expected as { success?: boolean }).success === true ? 'accepted' : 'refused'] += 1;
        expect(said(asDeployed, value), name).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  }
  expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(1000);
});
