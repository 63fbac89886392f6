import * as z from 'zod';
import { EU_MEMBERS, hitsBuyer } from '#domain/method/measure.ts';
import {
  day,
  type PolicyRow,
  period,
  policyRow,
  type TradeCodeRow,
  words,
} from '#domain/vocabulary/reference-data.ts';
import { CONTROL_CLASSES } from '#domain/vocabulary/scoring-inputs.ts';
import { POLICY_FILE, type Sources } from '../codes.ts';
import { address, confidence, joinNotes } from '../provenance.ts';
import type { RawTable, RawTables } from '../raw-tables.ts';
import policyMapping from '../registry/policy-mapping.json' with { type: 'json' };
import supplement from '../registry/policy-supplement.json' with { type: 'json' };

/** More member states than this are the Union. */
const MEMBERS_THAT_MEAN_THE_UNION = 20;

function withUnion(targets: readonly string[]): readonly string[] {
  const others = targets.filter((target) => !EU_MEMBERS.includes(target));
  return targets.length - others.length > MEMBERS_THAT_MEAN_THE_UNION ? [...others, 'EUU'] : targets;
}

const mapping = policyRow.shape.mapping.unwrap();

const policyRegistry = z.object({
  /** Without origins or targets of its own it has those of its row. */
  measure_map: z.record(
    z.string(),
    mapping
      .partial({ origins: true, targets: true })
      .extend({ control_class: z.enum(CONTROL_CLASSES), note: words.exactOptional() }),
  ),
  relief_map: z.record(z.string(), policyRow.shape.relief.unwrap().omit({ measures: true })),
  /** Described in words only, or in one row with others. */
  rows: z.array(policyRow.omit({ mapping: true })),
});
type PolicyRegistry = z.output<typeof policyRegistry>;

export const POLICY_REGISTRY: unknown = { ...policyMapping, ...supplement };

const revision = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d=\d{4}-\d\d-\d\d$/, 'pairs YYYY-MM-DD=YYYY-MM-DD that are separated by ;');

type Codes = NonNullable<PolicyRow['codes']>;
const codesSchema = policyRow.shape.codes.unwrap().element;
/** Of classes that name goods. */
const CLASSES_OF_GOODS: readonly string[] = ['licence', 'ban', 'origin_ban'];

/** Dates stay as the source words them. Throws for decisions that the method does not know. */
export function policy(
  { raw, codes }: Sources,
  decided: unknown,
  map: readonly TradeCodeRow[],
): readonly PolicyRow[] {
  const registry = policyRegistry.parse(decided);
  const { measure_map, relief_map, rows: supplementary } = registry;
  const made = {
    row: true,
    sent_by: true,
    known_from_basis: true,
    stated_from: true,
    superseded_from: true,
    codes: true,
    watch: true,
  } as const;
  const stated = policyRow.omit({ ...made, mapping: true, relief: true }).extend({
    elements: z.array(codes.symbolOrGroup),
    origins: z.array(codes.target),
    stages: z.array(z.enum(['mine', 'refining', 'metal', 'magnet'])),
    targets: z.array(codes.target),
    linked: z.array(codes.measure),
    announced: period,
    date: z.string(),
    effective_to_revisions: z.array(revision),
    succeeds: codes.measure.nullable(),
    source_url: address,
    quality: confidence,
    check_note: z.string().nullable(),
  });
  const table = raw.read(POLICY_FILE, ['id'], stated, {
    id: 'event_id',
    announced: 'date',
    title: 'instrument',
    origins: 'origin_iso3',
    targets: 'target_iso3',
    quality: 'confidence',
    linked: 'linked_event_ids',
    status_as_of: 'status_asof',
  });
  rejectMappingsWithoutRow(raw, table, registry);

  const mappingOf = ({
    id,
    origins,
    targets,
  }: Pick<PolicyRow, 'id' | 'origins' | 'targets'>): PolicyRow['mapping'] => {
    const mapping = measure_map[id];
    if (mapping === undefined || mapping.control_class === 'none') return null;
    const { control_class, applies } = mapping;
    return {
      control_class,
      applies,
      origins: mapping.origins ?? origins,
      targets: withUnion(mapping.targets ?? targets),
    };
  };
  const all = [...table.rows.map(({ cells }) => cells), ...supplementary];
  /** One hop, no further. */
  const reliefOf = ({ id, linked }: Pick<PolicyRow, 'id' | 'linked'>): PolicyRow['relief'] => {
    const relief = relief_map[id];
    if (relief === undefined) return null;
    const namedBy = all.filter((row) => row.linked.includes(id)).map((row) => row.id);
    return { ...relief, measures: [...new Set([...namedBy, ...linked])].sort() };
  };

  const split = new Set(supplementary.map(({ id }) => id));
  const own = table.rows
    .filter(({ key }) => !split.has(key))
    .map(({ key, cells: { check_note, effective_to_revisions, succeeds, ...cells } }): PolicyRow => {
      const revisions = effective_to_revisions.map((pair) => ({
        known_from: pair.slice(0, 10),
        effective_to: pair.slice(11),
      }));
      return {
        row: `policy:${key}`,
        ...cells,
        stages: codes.stagesOf(cells.stages, codes.expandGroups(cells.elements)),
        ...(revisions.length === 0 ? {} : { effective_to_revisions: revisions }),
        ...(succeeds === null ? {} : { succeeds }),
        mapping: mappingOf(cells),
        relief: reliefOf(cells),
        known_from_basis: 'source',
        note: joinNotes(cells.note, check_note),
      };
    });
  const codesOf = measureCodes({ raw, codes }, map);
  const watched = readWatched({ raw, codes });
  return [...own, ...supplementary.map((row) => ({ ...row, mapping: mappingOf(row) }))].map((row) => {
    const [named, watch] = [codesOf(row), watched.get(row.id)];
    return {
      ...row,
      ...(named.length === 0 ? {} : { codes: named }),
      ...(watch === undefined ? {} : { watch }),
    };
  });
}

/** Those that a notice names, then those of the map of trade that lie outside them. */
function measureCodes({ raw, codes }: Pick<Sources, 'raw' | 'codes'>, map: readonly TradeCodeRow[]) {
  const { item, nomenclature, codes: digits, ...shape } = codesSchema.omit({ basis: true }).shape;
  const named = raw.read(
    'supply/measure_codes.csv',
    ['measure', 'item', 'goods'],
    z.strictObject({
      measure: codes.measure,
      ...{ item, nomenclature, codes: digits },
      ...shape,
      elements: z.array(codes.symbol),
      source_url: address,
    }),
  );
  const byMeasure = Map.groupBy(named.rows, ({ cells }) => cells.measure);
  return ({ id, mapping, origins, targets }: PolicyRow): Codes => {
    const stated = (byMeasure.get(id) ?? []).map(({ cells: { measure: _, ...cells } }): Codes[number] => ({
      ...cells,
      basis: 'notice',
    }));
    if (mapping === null || !CLASSES_OF_GOODS.includes(mapping.control_class)) return stated;
    const whole = mapping.applies
      .filter(({ coverage }) => coverage === 1)
      .map((part) => {
        const elements = codes.expandGroups(part.elements.map((one) => one.replace('@', '')));
        return { elements, stages: codes.stagesOf(part.stages as PolicyRow['stages'], elements) };
      });
    const known = stated.flatMap((one) => one.codes.map((long) => `${one.nomenclature} ${long}`));
    const mapped = map.flatMap(({ nomenclature: of, form, code, ...goods }): Codes => {
      const digits = code.split('+').filter((one) => !known.some((long) => long.startsWith(`${of} ${one}`)));
      const isReached =
        form === 'clean' &&
        whole.some(
          ({ elements, stages }) =>
            goods.elements.some((element) => elements.includes(element)) &&
            goods.stages.some((stage) => stages.includes(stage)),
        ) &&
        (of === 'HS' || origins.includes(of) || (of !== 'CHN' && hitsBuyer(targets, of)));
      if (!isReached || digits.length === 0) return [];
      known.push(...digits.map((one) => `${of} ${one}`));
      const { source, source_url, note } = goods;
      const cited = { source, source_url: source_url ?? '', note };
      return [
        {
          ...{ item: null, goods: goods.goods, elements: goods.elements, nomenclature: of, codes: digits },
          ...{ basis: 'trade_map', ...cited },
        },
      ];
    });
    return [...stated, ...mapped];
  };
}

/** What will be read at the next date of a measure, in both languages. */
function readWatched({ raw, codes }: Pick<Sources, 'raw' | 'codes'>) {
  const { written, en, ja } = policyRow.shape.watch.unwrap().shape;
  const row = z.strictObject({ measure: codes.measure, written, en, ja });
  const { rows } = raw.read('supply/watched_dates.csv', ['measure'], row);
  return new Map(rows.map(({ cells: { measure, ...watch } }) => [measure, watch]));
}

function rejectMappingsWithoutRow<Cells extends Readonly<{ id: string }>>(
  raw: RawTables,
  table: RawTable<Cells>,
  { measure_map, relief_map, rows }: PolicyRegistry,
): void {
  const ids = new Set([...raw.valuesOf(POLICY_FILE, 'event_id'), ...rows.map(({ id }) => id)]);
  for (const id of [...Object.keys(measure_map), ...Object.keys(relief_map)])
    if (!ids.has(id)) table.reject(1, 'id', id, 'a row for every id that policy-mapping.json maps');
  const companies = new Set(raw.valuesOf('supply/companies.csv', 'company_id'));
  for (const supplier of Object.values(relief_map).flatMap(({ suppliers = [] }) => suppliers))
    if (!companies.has(supplier)) table.reject(1, 'id', supplier, 'a company_id of companies.csv');
}

/** No rows: it is no measure on what is scored. */
const reviewedAnnouncement = z.strictObject({
  key: z.string().min(1, 'the key of an announcement, for example MOFCOM 2025 No. 18'),
  title: words,
  published: day,
  address: z.string().min(1, 'the address where it was read'),
  rows: z.array(z.string()),
  reviewed_on: day,
  reviewed_by: z.string().min(1, 'who read it'),
  note: z.string().nullable(),
  source: z.string().min(1, 'a source'),
});
export type ReviewedAnnouncement = z.infer<typeof reviewedAnnouncement>;
const REVIEWED_ANNOUNCEMENTS_FILE = 'supply/reviewed_announcements.csv';

export function readReviews(raw: RawTables): readonly ReviewedAnnouncement[] {
  const measures = raw.valuesOf(POLICY_FILE, 'event_id');
  const row = z.string().refine((id) => measures.has(id), 'the event_id of a row of policy_events.csv');
  const table = raw.read(
    REVIEWED_ANNOUNCEMENTS_FILE,
    ['key'],
    reviewedAnnouncement.extend({ rows: z.array(row) }),
  );
  for (const { line, cells } of table.rows)
    if (cells.rows.length === 0 && cells.note === null)
      table.reject(
        line,
        'rows',
        '',
        'the rows that came of it; an announcement without rows needs a note why',
      );
  return table.rows.map(({ cells }) => cells);
}
