import * as z from 'zod';
import { dayNumber } from '#domain/time/calendar.ts';
import { spansOf } from '#domain/time/coverage.ts';
import {
  type CarrierDeploymentRow,
  type CoverageRow,
  carrierDeploymentRow,
  day,
  type ExerciseRow,
  exerciseRow,
  period,
  type ReferenceData,
  type SecurityEventRow,
  type SenkakuDayRow,
  securityEventRow,
  senkakuDayRow,
  type TaiwanStraitRow,
  taiwanStraitRow,
} from '#domain/vocabulary/reference-data.ts';
import type { Sources } from '../codes.ts';
import { address, grade, lastDateOf, MADE } from '../provenance.ts';

export const SIGNAL_TABLES: readonly string[] = [
  'taiwan_strait',
  'senkaku',
  'security_events',
  'carrier_deployments',
  'exercises',
  'coverage',
] satisfies readonly (keyof ReferenceData)[];

const SAME = { ...MADE, source: true, source_url: true, date: true, quality: true, note: true } as const;

/** Out hours after its 24 hours, on its own date. */
export function taiwanStrait({ raw }: Sources): readonly TaiwanStraitRow[] {
  const stated = taiwanStraitRow.omit(SAME).extend({
    definition: z.enum(['adiz_only', 'all_detected']),
    value_source: z.string().min(1, 'the carrier of the count'),
  });
  const columns = { aircraft: 'aircraft_total', definition: 'count_definition' };
  const { rows } = raw.read('signals/taiwan_mnd_daily_merged.csv', ['report_date'], stated, columns);
  return rows.map(({ key, cells: { value_source, ...cells } }) => ({
    row: `taiwan-strait:${key}`,
    ...cells,
    source: `Taiwan MND daily report, via ${value_source}`,
    source_url: 'https://www.mnd.gov.tw/news/plaactlist',
    date: key,
    quality: cells.flag === null ? 'B' : 'C',
    known_from: key,
    known_from_basis: 'assumed',
    note: null,
  }));
}

/** Notes of the regional coast guard give the ships on the day itself. */
export function senkaku({ raw }: Sources): readonly SenkakuDayRow[] {
  const table = raw.read('signals/senkaku_daily.csv', ['day'], senkakuDayRow.omit(SAME), { day: 'date' });
  return table.rows.map(({ key, line, cells }) => {
    if (cells.territorial_sea_vessels > cells.contiguous_zone_vessels) {
      const expected = `at most the ${cells.contiguous_zone_vessels} vessels of the contiguous zone, of which they are a part`;
      table.reject(line, 'territorial_sea_vessels', String(cells.territorial_sea_vessels), expected);
    }
    return {
      row: `senkaku:${key}`,
      ...cells,
      source: 'Japan Coast Guard daily table, via khourix/warwatch',
      source_url: 'https://www.kaiho.mlit.go.jp/mission/senkaku/senkaku.html',
      date: key,
      quality: 'A',
      known_from: key,
      known_from_basis: 'assumed',
      note: null,
    };
  });
}

export function securityEvents({ raw }: Sources): readonly SecurityEventRow[] {
  const stated = securityEventRow.omit({ row: true, sent_by: true, date: true, passage: true }).extend({
    known_from_basis: z.enum(['source', 'assumed']),
    known_from: period,
    source_url: address,
    quality: grade,
  });
  const columns = { id: 'event_id', day: 'date', day_precision: 'date_precision', end_day: 'end_date' };
  return raw.read('signals/security_events.csv', ['id'], stated, columns).rows.map(({ key, cells }) => ({
    row: `security-event:${key}`,
    ...cells,
    passage: null,
    date: cells.day,
    known_from: lastDateOf(cells.known_from),
  }));
}

export function carriers({ raw }: Sources): readonly CarrierDeploymentRow[] {
  const stated = carrierDeploymentRow
    .omit({ row: true, sent_by: true, known_from_basis: true, date: true })
    .extend({
      start_precision: z.enum(['day', 'month']),
      end_precision: z.enum(['day', 'month']).nullable(),
      known_from: period,
      source_url: address,
      quality: grade,
    });
  const columns = { id: 'deployment_id' };
  return raw.read('signals/carrier_deployments.csv', ['id'], stated, columns).rows.map(({ key, cells }) => ({
    row: `carrier:${key}`,
    ...cells,
    date: cells.start,
    known_from: lastDateOf(cells.known_from),
    known_from_basis: 'source',
  }));
}

const dayOfReading = z.strictObject({ date: day, coverage: z.enum(['joint_staff_texts', 'press', 'thin']) });

/** After it no row does not mean no carrier. `null`: never. */
export function lastDayOfCarrierReading({ raw }: Sources): string | null {
  const read = raw
    .read('signals/carrier_daily.csv', ['date'], dayOfReading)
    .rows.filter(({ cells }) => cells.coverage !== 'thin');
  const days = read.map(({ key }) => key).sort();
  return days.at(-1) ?? null;
}

const CARRIERS_SINCE = '2018-01-01';

export function coverage(
  reports: readonly TaiwanStraitRow[],
  patrols: readonly SenkakuDayRow[],
  carriersReadOn: string | null,
): readonly CoverageRow[] {
  const days = reports.map(({ report_date }) => report_date).sort();
  const [first, last] = [days[0], days.at(-1)];
  const read: readonly (readonly [string, string, CoverageRow['spans']])[] = [
    [
      'joint-staff',
      'Japan Joint Staff',
      carriersReadOn === null ? [] : [{ from: CARRIERS_SINCE, to: carriersReadOn }],
    ],
    ['senkaku-jcg', 'Japan Coast Guard', spansOf(patrols.map((row) => dayNumber(row.day)))],
    [
      'taiwan-mnd',
      'Taiwan MND',
      first === undefined || last === undefined ? [] : [{ from: first, to: last }],
    ],
  ];
  return read.flatMap(([id, publisher, spans]) => {
    const since = spans[0]?.from;
    if (since === undefined) return [];
    const row = {
      row: `coverage:${id}`,
      id,
      spans,
      source: `${publisher}, days that were read`,
      source_url: null,
      date: since,
    };
    return [{ ...row, quality: 'A', known_from: since, known_from_basis: 'assumed', note: null }];
  });
}

export function exercises({ raw }: Sources): readonly ExerciseRow[] {
  const stated = exerciseRow.omit({ ...MADE, source_url: true, date: true, quality: true });
  return raw.read('signals/compiled-exercises.csv', ['start'], stated).rows.map(({ key, cells }) => ({
    row: `exercise:${key}`,
    ...cells,
    source_url: /https?:\/\/\S+/.exec(cells.source)?.[0] ?? null,
    date: key,
    quality: 'B',
    known_from: key,
    known_from_basis: 'assumed',
  }));
}
