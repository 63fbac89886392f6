/** From its explanation and nothing else, rounded to what the numbers bear. */

import { registerWarning } from '#domain/explanations/labels.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { hasTwoEnds, shownRange } from '#domain/vocabulary/band-scale.ts';
import { capitalised } from '#domain/vocabulary/country-names.ts';
import type { Message, MessageParam } from '#domain/vocabulary/score-document.ts';
import { REGISTER_OF_MEASURES } from '#domain/vocabulary/scoring-inputs.ts';
import type { Lang } from '#domain/vocabulary/template.ts';
import { isTheatre } from '#domain/vocabulary/theatres.ts';
import { type Language, message, rendered } from '#domain/words/render.ts';
import type { TextCode } from '#domain/words/texts.ts';
import {
  bandSaid,
  chainOf,
  coded,
  driversOf,
  type Explained,
  type Fact,
  hasOwnStock,
  leversOf,
  type Report,
  type ReportLines,
  type Said,
  stepsOf,
  type Writer,
  writer,
} from './report-tables.ts';

export type ReportAddresses = Readonly<{
  self: string;
  explanation: string;
  methodology: string;
}>;

const PRINTED_EVIDENCE = 4;
const PRINTED_LIMITS = 3;

export function subjectReport(
  document: Explained,
  addresses: ReportAddresses,
  lang: Lang,
  language: Language,
): Report {
  const write = writer(language);
  const { subject, buyer, band } = document;
  const warning = registerWarning(document.register_read, document.as_of);
  return {
    lang,
    title: write.text('report_title', { subject: nameOf(subject), buyer }),
    headline: rendered(
      { code: document.headline_code, params: document.headline_params as Message['params'] },
      language,
    ),
    band,
    warning: warning && rendered(warning, language),
    facts: factsOf(document, write),
    sections: [
      driversOf(document, write),
      chainOf(document, write),
      stepsOf(document, write),
      leversOf(document, write),
      besideOf(document, write),
      evidenceOf(document, addresses, write),
      limitsOf(document, addresses, lang, write),
    ].filter((section) => section !== null),
    foot: footOf(document, addresses, write),
  };
}

/** Suppliers keep their name; elements and countries have one in each language. */
const nameOf = ({ type, id, name }: Explained['subject']): MessageParam =>
  type === 'supplier'
    ? name
    : message(type === 'element' ? 'report_name_element' : 'report_name_country', { id });

function factsOf(document: Explained, write: Writer): readonly Fact[] {
  const { score, scarce, interval, rank } = document;
  if (score === null) return [{ name: write.text('report_score'), said: write.unknown }];
  const of = message(scarce === null ? 'report_delivery_stop' : 'report_standstill');
  const facts: readonly (Fact | null)[] = [
    ...chancesOf(of, score, document.now, interval, write),
    { name: write.text('report_out_90', { of }), said: write.score(document.p_90) },
    { name: write.text('report_band'), said: bandSaid(document.band, write) },
    ...(scarce === null
      ? []
      : chancesOf(message('report_scarcity'), scarce, document.scarce_now, document.scarce_interval, write)),
    { name: write.text('report_state'), said: write.score(document.state) },
    { name: write.text('report_may_begin'), said: write.score(document.may_begin) },
    { name: write.text('report_security'), said: write.score(document.security) },
    { name: write.text('report_days', { of }), said: daysSaid(document.expected_days, write) },
    {
      name: hasOwnStock(document.inputs)
        ? write.text('report_stock_own')
        : write.text('report_stock_of', { buyer: document.buyer }),
      said: write.span(document.cover_days),
    },
    ...(document.subject.type === 'supplier' ? supplierFacts(document, write) : []),
    document.undecided_since === null
      ? null
      : {
          name: write.text('report_undecided'),
          said: { text: write.text('report_day', { day: document.undecided_since }) },
        },
    { name: write.text('report_rank'), said: rankSaid(rank, write) },
    document.coverage === null
      ? null
      : { name: write.text('report_coverage'), said: write.percent(document.coverage) },
    { name: write.text('report_register'), said: registerSaid(document, write) },
  ];
  return facts.filter((fact) => fact !== null);
}

function chancesOf(
  of: Message,
  year: number,
  now: number | null,
  interval: Explained['interval'],
  write: Writer,
): readonly Fact[] {
  const range = shownRange(year, interval);
  const ends = of.code === 'report_standstill' && hasTwoEnds(year, interval);
  return [
    { name: write.text('report_within_year', { of }), said: write.score(year) },
    { name: write.text('report_today', { of }), said: write.score(now) },
    ...(range === null
      ? []
      : [
          {
            name: write.text('report_interval', { of }),
            said: {
              text: write.text('report_range', { from: range.p05, to: range.p95 }),
              ...(ends ? { note: write.text('report_two_ends', { ...range }) } : {}),
            },
          },
        ]),
  ];
}

function registerSaid({ register_read: day, as_of }: Explained, write: Writer): Said {
  if (day === null) return write.unknown;
  const age = dayNumber(as_of) - dayNumber(day);
  return { text: write.text(age < 0 ? 'report_day' : 'report_register_day', { day, age }) };
}

function supplierFacts({ feed_named: named, listings = [] }: Explained, write: Writer): readonly Fact[] {
  return [
    { name: write.text('report_feed_named'), said: write.percent(named) },
    ...listings.map(({ summary_code, summary_params, summary, notice }) => ({
      name: write.text('report_listed'),
      said: { text: coded(summary_code, summary_params, summary, write), links: addressesIn(notice) },
    })),
  ];
}

function daysSaid(days: number | null, write: Writer): Said {
  if (days === null) return write.unknown;
  const whole = days > 0 && days < 1 ? write.text('report_under', { n: 1 }) : days.toFixed(0);
  return { text: write.text('report_days_in_year', { days: whole }), value: days };
}

function rankSaid(rank: Explained['rank'], write: Writer): Said {
  if (rank === null) return write.unknown;
  const { position, of, from, to } = rank;
  if (from === null || to === null) return { text: write.text('report_rank_of', { position, of }) };
  return { text: write.text('report_rank_range', { position, of, from, to }) };
}

/** And the score without the part that no back-test can prove. */
function besideOf({ hhi, reference_indices: indices, stale_sources, ...document }: Explained, write: Writer) {
  const numberOf = (name: string): number | null =>
    typeof indices[name] === 'number' ? indices[name] : null;
  const stale = stale_sources.filter((id) => id !== REGISTER_OF_MEASURES);
  const known = (code: TextCode, name: 'value' | 'score', value: number | null): readonly string[] =>
    value === null ? [] : [write.part(code, { [name]: value })];
  const parts = [
    ...known('report_hhi', 'value', hhi),
    ...known('report_eu_2023', 'value', numberOf('eu_supply_risk_2023')),
    ...known('report_eu_2017', 'value', numberOf('eu_supply_risk_2017')),
    ...known('report_without_security', 'score', document.without_security),
    ...known('report_p_security', 'score', document.p_security),
    ...(stale.length === 0
      ? []
      : [
          write.part('report_stale', {
            sources: stale
              .map((id) => (isTheatre(id) ? write.text(`theatre_${id}`) : id))
              .join(write.text('report_list')),
          }),
        ]),
  ];
  if (parts.length === 0) return null;
  return {
    kind: 'lines',
    title: write.text('report_beside'),
    lines: [{ text: capitalised(parts.join(write.text('report_separator'))) }],
    printed: 1,
    more: '',
  } as const;
}

/** Those of the largest driver first. */
function evidenceOf(
  { evidence, drivers }: Explained,
  { explanation }: ReportAddresses,
  write: Writer,
): ReportLines | null {
  if (evidence.length === 0) return null;
  const order = new Map(
    drivers.flatMap((driver) => driver.evidence).map((row, _, all) => [row, all.indexOf(row)]),
  );
  const placeOf = (row: string) => order.get(row) ?? order.size;
  const isMeasure = ({ row }: Readonly<{ row: string }>): number =>
    /^(policy|observation:measures):/.test(row) ? 0 : 1;
  const rows = [...evidence].sort(
    (one, other) => isMeasure(one) - isMeasure(other) || placeOf(one.row) - placeOf(other.row),
  );
  const lines = distinct(rows).map(({ source, source_url: url, date, quality }) => ({
    text: write.part(quality === 'ungraded' ? 'report_source' : 'report_source_graded', {
      source,
      day: date === 'undated' ? message('report_undated') : date,
      grade: message(`quality_${quality}` as TextCode),
    }),
    links: addressesIn(url),
  }));
  return {
    kind: 'lines',
    title: write.text('report_evidence'),
    lines,
    printed: PRINTED_EVIDENCE,
    more: write.text('report_evidence_more', { n: lines.length - PRINTED_EVIDENCE, address: explanation }),
  };
}

type Row = Explained['evidence'][number];

/** A reader needs a source once. */
const distinct = (rows: readonly Row[]): readonly Row[] => [
  ...new Map(rows.map((row) => [`${row.source}|${row.source_url}|${row.date}`, row] as const)).values(),
];

const addressesIn = (text: string | null): readonly string[] => text?.match(/https?:[/][/][^\s;,]+/g) ?? [];

/** In another language those that the catalogue has, and where all are. */
function limitsOf(
  { limitations }: Explained,
  { explanation, methodology }: ReportAddresses,
  lang: Lang,
  write: Writer,
): ReportLines {
  const known = limitations.flatMap((limit) => {
    const text = lang === 'en' ? limit : write.language(`said.${limit}`);
    return text === undefined ? [] : [{ text }];
  });
  const elsewhere =
    known.length === limitations.length && known.length > 0
      ? []
      : [{ text: write.text('report_limits_elsewhere', { address: methodology }) }];
  return {
    kind: 'lines',
    title: write.text('report_limits'),
    lines: [...known, ...elsewhere],
    printed: PRINTED_LIMITS,
    more: write.text('report_limits_more', {
      n: known.length + elsewhere.length - PRINTED_LIMITS,
      address: explanation,
    }),
  };
}

function footOf(document: Explained, { self }: ReportAddresses, write: Writer): readonly Said[] {
  const { basis, run_id: run, as_of: day, known_at: known, methodology, buyer, scarce } = document;
  const stamp = {
    day,
    known,
    run: run ?? '',
    version: methodology.version,
    sha: methodology.sha256.slice(0, 12),
  };
  const code =
    basis === 'recomputed'
      ? 'report_foot_recomputed'
      : basis === 'on_request'
        ? 'report_foot_on_request'
        : 'report_foot_run';
  return [
    { text: write.text(scarce === null ? 'report_foot_delivery' : 'report_foot_meaning', { buyer }) },
    { text: write.text(code, stamp) },
    { text: write.text('report_foot_address', { address: self }), links: [self] },
  ];
}
