import type * as z from 'zod';
import { companySchema, MOST_ROWS } from '#contracts/api/companies.ts';
import type { importCompanyRequest } from '#contracts/api/company-imports.ts';
import { type FieldError, TOO_LARGE } from '#contracts/api/problem.ts';
import type { Company } from '#domain/companies/company.ts';
import {
  type CompanyFilesPreview,
  previewCompanyFiles,
  supplierFinder,
} from '#domain/companies/company-files.ts';
import type { FileMistake } from '#domain/companies/file-columns.ts';
import { FILE_KINDS, type FileKind } from '#domain/companies/file-words.ts';
import { isOwn } from '#domain/method/measure.ts';
import { inSentence, type Language, message, rendered } from '#domain/words/render.ts';
import { invalidRequest, MOST_NAMED, meantBy } from '#functions/http/expected-errors.ts';
import { type BodyOf, bodyErrors, type ParsedRequest, READING } from '#functions/http/parse-request.ts';
import { tableText } from '#functions/http/table-text.ts';
import type { ClientItem, Expected } from '#functions/store/clients/client-items.ts';
import type { Companies } from '#functions/store/clients/companies.ts';
import { runVocabulary } from '#functions/store/clients/company-worlds.ts';
import type { CustomSuppliers } from '#functions/store/clients/custom-suppliers.ts';
import { catalogue, type PublishedScores } from '#functions/store/scores/published-scores.ts';
import { storeItem } from '../alerts/stored-items.ts';
import { customCandidate, shippedCandidate } from '../analysis/look-up-subjects.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import { COMPANY, linksOf } from './companies.ts';
import { mistakesOfCompany } from './company-references.ts';
import { readCompanyFile } from './read-company-files.ts';
import { elementNameIn, nameOfLine } from './results-in-language.ts';

export type ImportPorts = Readonly<{
  companies: Companies;
  scores: PublishedScores;
  suppliers: Pick<CustomSuppliers, 'get' | 'list'>;
}>;

type Importer = Readonly<{
  client: string;
  expected: Expected;
  now: string;
  language: Language;
}>;

const MOST_SUPPLIERS = 5000;
const MOST_FILE_ROWS = Object.values(MOST_ROWS).reduce<number>((sum, most) => sum + most, 0);

type Asked = ParsedRequest<typeof importCompanyRequest>;

type Understood = CompanyFilesPreview & Readonly<{ said: Readonly<Record<string, unknown>> }>;

/**
 * Stores what the files hold, or nothing where a row has a mistake. Throws `invalid_request` with every
 * mistake, also of what the rows make together; a dry run answers the first of them beside what was
 * understood.
 */
export async function importCompany(
  { query, body }: Pick<Asked, 'query' | 'body'>,
  importer: Importer,
  ports: ImportPorts,
) {
  const { client, language, now, expected } = importer;
  const isDry = query.dry_run === 'true';
  const stored = await ports.companies.get(client, query.id);
  const present = stored === null || stored.deleted ? null : stored.content;
  const preview = await previewOf(query.country, body, present, client, ports);
  const note = ({ detail, ...place }: FileMistake) => ({ ...place, detail: rendered(detail, language) });
  const company = companyWith(preview, present, query);
  const read = companySchema.safeParse(company, READING);
  const shape = read.success ? [] : errorsOf(read.error.issues, language);
  const errors = await mistakesOfCompany(read.data ?? company, shape, client, ports, language);
  const between = errors.map(({ pointer = '', detail }) => {
    const place = placeIn(preview, pointer);
    const words = place.column === null ? detail : detail.replace(`\`${pointer}\``, `“${place.column}”`);
    return { ...place, detail: words, suggestions: [] };
  });
  const mistakes = [...preview.mistakes.map(note), ...between];
  if (!isDry && mistakes.length > 0) throw invalidRequest(mistakes.map(told));
  const doubts = [...replacement(preview, present), ...preview.doubts];
  const kept =
    isDry || !read.success
      ? null
      : await storeItem(ports.companies, COMPANY, {
          client,
          id: query.id,
          content: read.data,
          expected,
          now,
        });
  return {
    dry_run: isDry,
    id: query.id,
    status: kept && statusOf(kept, now),
    version: kept?.version ?? (present && (stored?.version ?? null)),
    files: preview.files.map(({ rows, columns, ...file }) => ({
      ...file,
      columns: columns.map((one) => ({
        ...one,
        title: one.field && inSentence(message(`file_field_${one.field}`), language),
      })),
      rows: rows.map(({ row, material, isUnderstood }) => ({
        row,
        material:
          material &&
          nameOfLine({ line: material.key, name: material.name }, elementNameIn(language), language),
        understood: isUnderstood,
      })),
    })),
    company: read.success ? read.data : null,
    mistakes: mistakes.slice(0, MOST_NAMED),
    doubts: doubts.slice(0, MOST_NAMED).map(note),
    found: { mistakes: mistakes.length, doubts: doubts.length },
    links: linksOf(query.id),
  };
}

/** More rows than it may have are told in the language of the caller. */
const errorsOf = (issues: readonly z.core.$ZodIssue[], language: Language): readonly FieldError[] =>
  bodyErrors(issues).map((error) => {
    const most = issues.find(
      ({ code, path }) => code === 'too_big' && error.pointer === `/${path.join('/')}` && path.length === 1,
    );
    if (most?.code !== 'too_big') return error;
    return {
      ...error,
      detail: rendered(
        message('file_most_rows', { most: Number(most.maximum), list: String(most.path[0]) }),
        language,
      ),
    };
  });

/** For a whole list the files that hold it. */
function placeIn(
  { files }: CompanyFilesPreview,
  pointer: string,
): Pick<FileMistake, 'file' | 'row' | 'column'> {
  const [, list = '', index, name = null] = pointer.split('/');
  const made = files.flatMap(({ file, rows, columns }) => {
    const column =
      columns.find(({ field }) => field === (name === 'kilograms' ? 'stock' : name))?.column ?? name;
    return rows.flatMap(({ row, parts }) =>
      (parts[list as FileKind] ?? []).map(() => ({ file, row, column })),
    );
  });
  const all = [...new Set(made.map(({ file }) => file))].join(', ');
  return (
    (index === undefined ? undefined : made[Number(index)]) ?? {
      file: all || pointer.slice(1),
      row: null,
      column: null,
    }
  );
}

const statusOf = ({ version, updated_at }: ClientItem<Company>, now: string): string =>
  updated_at !== now ? 'unchanged' : version === 1 ? 'created' : 'updated';

const told = ({
  file,
  row,
  column,
  detail,
  suggestions,
}: Omit<FileMistake, 'detail'> & Readonly<{ detail: string }>): FieldError => {
  const place = [
    file,
    ...(row === null ? [] : [`row ${row}`]),
    ...(column === null ? [] : [`column ${column}`]),
  ].join(', ');
  return {
    pointer: ['', file, ...(row === null ? [] : [row]), ...(column === null ? [] : [column])].join('/'),
    code: 'invalid_row',
    detail: `${place}: ${detail}${meantBy(suggestions)}`,
  };
};

async function previewOf(
  country: Asked['query']['country'],
  body: BodyOf<typeof importCompanyRequest>,
  present: Company | null,
  client: string,
  { scores, suppliers }: ImportPorts,
): Promise<Understood> {
  const { run_id } = await requirePublished(scores);
  const [vocabulary, shipped, own] = await Promise.all([
    runVocabulary(scores, run_id),
    catalogue(scores, run_id, 'supplier'),
    suppliers.list(client, MOST_SUPPLIERS, null),
  ]);
  const files =
    typeof body === 'string'
      ? [{ name: 'the file', content: body, kind: null, mapping: {}, decimal: null }]
      : await Promise.all(
          body.files.map(async ({ text, base64 = '', sheet, ...file }) => ({
            ...file,
            content: text ?? (await tableText(Buffer.from(base64, 'base64'), { sheet })),
          })),
        );
  const supplierOf = supplierFinder([
    ...shipped.map((entry) => shippedCandidate('supplier', entry)),
    ...own.map(customCandidate),
  ]);
  const read = files.map(readCompanyFile);
  const said: Understood['said'] = Object.assign({}, ...read.map((file) => file.said));
  const currency = typeof said.currency === 'string' ? said.currency : null;
  const tables = read.flatMap((file) => file.tables);
  const sent = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  if (sent > MOST_FILE_ROWS) {
    const detail = `The files have ${sent} rows together, and a company at most ${MOST_FILE_ROWS}: send fewer.`;
    throw invalidRequest([{ pointer: '/files', code: TOO_LARGE, detail }]);
  }
  const buyer = country ?? String(said.country ?? present?.country ?? 'JPN');
  return {
    ...previewCompanyFiles(tables, {
      vocabulary,
      supplierOf,
      isHome: (origin) => isOwn(buyer, origin),
      sites: present?.sites ?? [],
      currency,
    }),
    said,
  };
}

/** A file of needs may have columns of stock and of sources, and rows of any name sites. */
const heldKinds = ({ files, parts }: CompanyFilesPreview): readonly FileKind[] =>
  FILE_KINDS.filter(
    (kind) => files.some((file) => file.kind === kind) || (kind !== 'sites' && parts[kind].length > 0),
  );

function companyWith(preview: Understood, present: Company | null, { id, name, country }: Asked['query']) {
  const held = heldKinds(preview);
  const rows = Object.fromEntries(
    FILE_KINDS.map((kind) => [kind, held.includes(kind) ? preview.parts[kind] : (present?.[kind] ?? [])]),
  );
  const sites = new Map(
    [...(held.includes('sites') ? [] : (present?.sites ?? [])), ...preview.parts.sites].map((site) => [
      site.id,
      site,
    ]),
  );
  const said: Readonly<Record<string, unknown>> = { ...present, ...preview.said };
  return {
    ...said,
    ...rows,
    sites: [...sites.values()],
    name: name ?? said.name ?? id,
    country: country ?? said.country ?? 'JPN',
    currency: preview.currency ?? said.currency ?? null,
  };
}

function replacement(preview: Understood, present: Company | null): readonly FileMistake[] {
  const held = heldKinds(preview);
  const had = FILE_KINDS.flatMap((kind) => {
    const rows = present?.[kind].length ?? 0;
    return rows === 0
      ? []
      : [
          held.includes(kind)
            ? { replaced: `${kind} ${rows} → ${preview.parts[kind].length}` }
            : { kept: `${kind} ${rows}` },
        ];
  });
  const [replaced, kept] = [
    had.flatMap((one) => one.replaced ?? []),
    had.flatMap((one) => one.kept ?? []),
  ].map((all) => all.join(', '));
  if (!replaced) return [];
  const file = [...new Set(preview.files.map((one) => one.file))].join(', ');
  return [
    {
      file,
      row: null,
      column: null,
      detail: message('file_replaces', { replaced, kept: kept || '–' }),
      suggestions: [],
    },
  ];
}
