/** Data Package 2.0 and Table Schema, for whoever cites or joins them. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { zipSync } from 'fflate';
import * as z from 'zod';
import { type ReferenceData, referenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { descriptionsOfRows } from './descriptions-of-rows.ts';
import { type DataSet, passedOn } from './licence-gate.ts';
import PACKAGES from './packages.json' with { type: 'json' };

const BENCHMARK = new URL('../../../docs/benchmark/', import.meta.url).pathname;
const CC_BY = {
  name: 'CC-BY-4.0',
  path: 'https://creativecommons.org/licenses/by/4.0/',
  title: 'Creative Commons Attribution 4.0',
};

const constraints = z
  .strictObject({
    required: z.literal(true),
    enum: z.array(z.string()),
    pattern: z.string(),
    minimum: z.number(),
    maximum: z.number(),
  })
  .partial();
const field = z.strictObject({
  name: z.string(),
  type: z.enum(['string', 'number', 'integer', 'boolean', 'date', 'array', 'object']),
  description: z.string().optional(),
  constraints: constraints.optional(),
});
type Field = z.infer<typeof field>;
const schema = z.strictObject({
  fields: z.array(field).min(1),
  primaryKey: z.array(z.string()).optional(),
  missingValues: z.tuple([z.literal('')]),
});
const source = z.strictObject({ title: z.string(), path: z.url().optional() });
const resource = z.strictObject({
  name: z.string().regex(/^[a-z0-9._-]+$/),
  type: z.literal('table'),
  path: z.string(),
  format: z.literal('csv'),
  mediatype: z.literal('text/csv'),
  encoding: z.literal('utf-8'),
  bytes: z.int(),
  hash: z.string(),
  schema,
});
const dataPackage = z.strictObject({
  $schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
  name: z.string(),
  title: z.string(),
  description: z.string(),
  version: z.string(),
  licenses: z.array(z.strictObject({ name: z.string(), path: z.url(), title: z.string() })).min(1),
  contributors: z.array(z.strictObject({ title: z.string(), roles: z.array(z.string()) })),
  sources: z.array(source),
  resources: z.array(resource).min(1),
  withheld: z.array(
    z.strictObject({
      resource: z.string(),
      rows: z.int(),
      title: z.string(),
      path: z.url().optional(),
      reason: z.string(),
      recipe: z.record(z.string(), z.string()),
    }),
  ),
});
type DataPackage = z.infer<typeof dataPackage>;

type Row = Readonly<Record<string, unknown>>;
type Table = Readonly<{
  path: string;
  fields: readonly Field[];
  primaryKey?: readonly string[];
  rows: readonly Row[];
}>;

function fieldOf(
  name: string,
  stated: z.core.JSONSchema.BaseSchema,
  isRequired: boolean,
  description?: string,
): Field {
  const [first = stated, ...others] = (stated.anyOf ?? [stated]) as z.core.JSONSchema.BaseSchema[];
  const isNullable = others.some(({ type }) => type === 'null');
  const type = first.format === 'date' ? 'date' : (first.type as Field['type']);
  const limits = {
    ...(isRequired && !isNullable ? { required: true as const } : {}),
    ...(first.enum === undefined ? {} : { enum: first.enum as string[] }),
    ...(type === 'string' && first.pattern !== undefined ? { pattern: first.pattern } : {}),
    ...(type === 'number' && first.minimum !== undefined ? { minimum: first.minimum } : {}),
    ...(type === 'number' && first.maximum !== undefined ? { maximum: first.maximum } : {}),
  };
  return { name, type, ...(description === undefined ? {} : { description }), constraints: limits };
}

function tableOf(name: string): Table {
  const table = name as keyof ReferenceData;
  const { properties = {}, required = [] } = z.toJSONSchema(referenceData.shape[table].element);
  const descriptions = descriptionsOfRows().get(name);
  const fields = Object.entries(properties)
    .filter(([column]) => column !== 'sent_by') // of observations alone
    .map(([column, stated]) =>
      fieldOf(
        column,
        stated as z.core.JSONSchema.BaseSchema,
        required.includes(column),
        descriptions?.get(column),
      ),
    );
  const rows = bundledReferenceData[table] as unknown as readonly Row[];
  return { path: `${name.replaceAll('_', '-')}.csv`, fields, primaryKey: ['row'], rows };
}

const INFERRED = [
  ['integer', /^-?\d{1,15}$/],
  ['number', /^-?\d+([.]\d+)?(e-?\d+)?$/],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['string', /^/],
] as const;

/** The narrowest type that all cells of a column have. */
function fileOf(name: string, columns: Readonly<Record<string, string>>): Table {
  const path = `${name}.csv`;
  const rows: Record<string, string>[] = parse(readFileSync(join(BENCHMARK, path)), {
    columns: true,
    relax_column_count_less: true, // forecasts that end in a blank
  });
  const fields = Object.keys(rows[0] ?? {}).map((column): Field => {
    const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
    const [type] = INFERRED.find(([, pattern]) => cells.every((cell) => pattern.test(cell))) ?? ['string'];
    return { name: column, type, ...(columns[column] === undefined ? {} : { description: columns[column] }) };
  });
  return { path, fields, rows };
}

const cellOf = (value: unknown) =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

const isSourced = (row: Row): row is Row & { source: string; source_url: string | null } => 'source' in row;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Each a folder and a zip of it. Throws at the licence gate. */
export function writeDataPackages(to: string, version: string): readonly DataPackage[] {
  return PACKAGES.map(({ name, title, description, tables = [], files = [], columns = {}, copied = [] }) => {
    const folder = join(to, name);
    const credits = new Set<DataSet>();
    const withheld: DataPackage['withheld'] = [];
    const resources: DataPackage['resources'] = [];
    for (const { path, fields, primaryKey, rows } of [
      ...tables.map(tableOf),
      ...files.map((file) => fileOf(file, columns as Readonly<Record<string, string>>)),
    ]) {
      const resourceName = path.replace(/[.]csv$/, '').replaceAll('/', '-');
      const { kept, counted } = rows.every(isSourced)
        ? passedOn(rows)
        : { kept: rows, counted: new Map<DataSet, number>() };
      for (const [set, count] of counted)
        if (set.licence !== null) credits.add(set);
        else {
          const { title: of, path: at, reason, recipe } = set;
          const address = at === undefined ? {} : { path: at };
          withheld.push({ resource: resourceName, rows: count, title: of, ...address, reason, recipe });
        }
      if (kept.length === 0) continue;
      const cells = kept.map((row) => fields.map((column) => cellOf(row[column.name])));
      const bytes = Buffer.from(stringify([fields.map((column) => column.name), ...cells]));
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
      resources.push({
        ...{
          name: resourceName,
          type: 'table',
          path,
          format: 'csv',
          mediatype: 'text/csv',
          encoding: 'utf-8',
        },
        bytes: bytes.length,
        hash: `sha256:${sha256(bytes)}`,
        schema: {
          fields: [...fields],
          ...(primaryKey === undefined ? {} : { primaryKey: [...primaryKey] }),
          missingValues: [''],
        },
      } as DataPackage['resources'][number]);
    }
    const made: DataPackage = {
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: `chokepoint-${name}`,
      title,
      description,
      version,
      licenses: [CC_BY],
      contributors: [{ title: 'Contributors of Chokepoint', roles: ['creator'] }],
      sources: [...credits].map((set) => ({
        title: set.licence === null ? set.title : `${set.credit} (${set.licence})`,
        ...(set.path === undefined ? {} : { path: set.path }),
      })),
      resources,
      withheld,
    };
    for (const file of copied) cpSync(join(BENCHMARK, file), join(folder, file));
    writeFileSync(join(folder, 'datapackage.json'), `${JSON.stringify(made, null, 2)}\n`);
    writeFileSync(join(folder, 'README.md'), readMe(made));
    const faults = faultsOfPackage(folder);
    if (faults.length > 0) throw new Error(`${name}: ${faults.join('\n')}`);
    writeFileSync(join(to, `${made.name}-${version}.zip`), zipOf(folder));
    return made;
  });
}

function readMe({ title, description, version, sources, resources, withheld }: DataPackage) {
  const left = withheld.map(
    ({ resource: of, rows, title: set, path, reason, recipe }) =>
      `- ${of}, ${rows} from ${set}${path === undefined ? '' : ` (${path})`}: ${reason}. To get them: ${Object.entries(
        recipe,
      )
        .map(([part, says]) => `${part}: ${says}`)
        .join('; ')}.`,
  );
  return [
    `# ${title}`,
    description,
    `Chokepoint ${version}, CC BY 4.0. Cite: Contributors of Chokepoint (2026), ${title}, version ${version}.`,
    `Columns are described in datapackage.json. Lists and objects are JSON in their cell; a blank cell is unknown, never 0.`,
    resources.map(({ path, schema: { fields } }) => `- ${path}: ${fields.length} columns`).join('\n'),
    ...(sources.length === 0 ? [] : ['## Credits', sources.map((one) => `- ${one.title}`).join('\n')]),
    ...(left.length === 0 ? [] : ['## Left out', left.join('\n')]),
    '',
  ].join('\n\n');
}

/** The same bytes for the same files. */
function zipOf(folder: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return zipSync(
    Object.fromEntries(files.map((file) => [file.slice(folder.length + 1), readFileSync(file)])),
    { mtime: '1980-01-01' },
  );
}

const json = (kind: z.ZodType) =>
  z.string().transform((text, context) => {
    try {
      return kind.parse(JSON.parse(text));
    } catch {
      context.addIssue('no JSON of its type');
      return z.NEVER;
    }
  });

const CELLS: Readonly<Record<Field['type'], z.ZodType>> = {
  string: z.string(),
  number: z.string().regex(INFERRED[1][1]),
  integer: z.string().regex(INFERRED[0][1]),
  boolean: z.enum(['true', 'false']),
  date: z.iso.date(),
  array: json(z.array(z.unknown())),
  object: json(z.looseObject({})),
};

function faultOfCell(
  { type, constraints: { required, enum: among, pattern, minimum, maximum } = {} }: Field,
  cell: string,
): string | null {
  if (cell === '') return required === true ? 'blank' : null;
  if (!CELLS[type].safeParse(cell).success) return `no ${type}`;
  if (among !== undefined && !among.includes(cell)) return `none of ${among.join(', ')}`;
  if (pattern !== undefined && !new RegExp(pattern).test(cell)) return `not as ${pattern}`;
  if (minimum !== undefined && Number(cell) < minimum) return `below ${minimum}`;
  return maximum !== undefined && Number(cell) > maximum ? `above ${maximum}` : null;
}

/** By its own table schemas. */
export function faultsOfPackage(folder: string): readonly string[] {
  const { data, error } = dataPackage.safeParse(
    JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8')),
  );
  if (data === undefined) return [z.prettifyError(error)];
  return data.resources.flatMap(({ path, bytes, hash, schema: { fields, primaryKey } }) => {
    const content = readFileSync(join(folder, path));
    const [header = [], ...rows]: string[][] = parse(content);
    const faults =
      content.length === bytes && `sha256:${sha256(content)}` === hash
        ? []
        : ['not the bytes that are named'];
    if (header.join() !== fields.map(({ name }) => name).join()) return [...faults, `${path}: other columns`];
    const key = fields.findIndex(({ name }) => name === primaryKey?.[0]);
    if (key >= 0 && new Set(rows.map((row) => row[key])).size < rows.length)
      faults.push('a key occurs twice');
    for (const [line, row] of rows.entries())
      for (const [at, one] of fields.entries()) {
        const fault = faultOfCell(one, row[at] ?? '');
        if (fault !== null) faults.push(`row ${line + 1}, ${one.name}: "${row[at]}" is ${fault}`);
      }
    return faults.map((fault) => `${path}: ${fault}`);
  });
}
