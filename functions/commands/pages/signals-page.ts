/**
 * `docs/signals.md`: what the three security signals see on recorded days, how often they speak, and what must not move them.
 * A pure function of the reference data and a methodology, so that a test can make the page again and compare bytes.
 */
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/facts/reference-index.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { carriersCoveredTo } from '#domain/signals/carriers/carriers.ts';
import type { SenkakuState } from '#domain/signals/senkaku/senkaku-state.ts';
import { type SignalsOnDay, signalHistory } from '#domain/signals/signal-inputs.ts';
import { daysFrom, displayIndex, type TailReading } from '#domain/signals/signal-state.ts';
import { signalsUsed } from '#domain/signals/signal-tilt.ts';
import { taiwanStraitSeries } from '#domain/signals/taiwan-strait/taiwan-strait.ts';
import { type TaiwanStraitDay, type TaiwanStraitName, taiwanStraitDays } from '#domain/signals/taiwan-strait/taiwan-strait-state.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { Methodology, Parameters } from '#domain/vocabulary/methodology.ts';
import type { ExerciseRow, ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { IsoDate } from '#domain/vocabulary/scoring-inputs.ts';
import { fixed, markdownTable, percentOf, probability } from './markdown.ts';
import { publishedVersionNote } from './published-version.ts';

/** First day that is counted: most dates of earlier reports are not verified, earlier blocks and deployments are incomplete. */
const STRAIT_FROM = '2022-11-01';
const SENKAKU_FROM = '2014-01-01';
const CARRIERS_FROM = '2020-01-01';
/** The first exercise whose days have reports of the present definition and a baseline. */
const EXERCISES_FROM = '2022-12-01';
const STRAIT_NAMES: readonly TaiwanStraitName[] = ['aircraft', 'ships', 'official'];
/** The page is about these three; a later signal gets its own. */
const SIGNALS_OF_THE_PAGE = ['carriers', 'senkaku', 'taiwan_strait'] as const;
const BUYERS = ['JPN', 'TWN', 'USA', 'KOR', 'EUU'];

/** Everything the sections are drawn from, computed once. */
interface Readings {
  readonly data: ReferenceData;
  readonly methodology: Methodology;
  readonly newest: Readonly<Record<(typeof SIGNALS_OF_THE_PAGE)[number], IsoDate>>;
  readonly strait: readonly TaiwanStraitDay[];
  readonly straitOn: (date: IsoDate) => TaiwanStraitDay | null;
  readonly straitHistory: readonly SignalsOnDay[];
  readonly senkakuDays: readonly IsoDate[];
  /** States of the signal by day, each with what was known on it. */
  readonly senkaku: readonly SenkakuState[];
  readonly history: readonly SignalsOnDay[];
}

const newestOf = (days: readonly IsoDate[]): IsoDate => [...days].sort().at(-1) ?? isoDate(0);

function readSignals(data: ReferenceData, methodology: Methodology): Readings {
  const { parameters } = methodology;
  const newest = {
    taiwan_strait: newestOf(data.taiwan_strait.map((row) => row.report_date)),
    senkaku: newestOf(data.senkaku.map((row) => row.day)),
    carriers: carriersCoveredTo(data) ?? isoDate(0),
  };
  const series = taiwanStraitSeries(data, parameters);
  const days = taiwanStraitDays(series, parameters);
  const straitOn = (date: IsoDate) => days.on(dayNumber(date));
  const strait = daysFrom(STRAIT_FROM, newest.taiwan_strait)
    .map(straitOn)
    .filter((day) => day !== null);
  const senkakuDays = daysFrom(SENKAKU_FROM, newest.senkaku);
  const history = signalHistory(data, parameters, senkakuDays);
  return {
    data,
    methodology,
    newest,
    strait,
    straitOn,
    straitHistory: signalHistory(data, parameters, daysFrom(STRAIT_FROM, newest.taiwan_strait)),
    senkakuDays,
    senkaku: history.map((day) => day.details.senkaku),
    history,
  };
}

function section(title: string, ...paragraphs: readonly string[]): string {
  return [`## ${title}`, ...paragraphs].join('\n\n');
}

function tailCells(name: string, reading: TailReading | null | undefined): string[] {
  if (!reading) return [name, 'unknown', '', '', '', ''];
  const { count, expected, variance, baseline_n, p } = reading;
  return [name, String(Number(count.toFixed(1))), fixed(expected, 2), fixed(variance, 2), String(baseline_n), probability(p)];
}

function newestState({ data, methodology, newest, straitOn }: Readings): string {
  const [strait, islands, carriers] = [newest.taiwan_strait, newest.senkaku, newest.carriers].map(
    (day) => signalHistory(data, methodology.parameters, [day])[0]?.details,
  );
  const report = straitOn(newest.taiwan_strait);
  const senkaku = islands?.senkaku.detail;
  const out = carriers?.carriers.detail.today;
  const states = [
    ['taiwan_strait', newest.taiwan_strait, strait?.taiwan_strait.x, peakOf(strait?.taiwan_strait.peak_date)],
    ['senkaku', newest.senkaku, islands?.senkaku.x, 'no decay: the windows are its memory'],
    ['carriers', newest.carriers, carriers?.carriers.x, peakOf(carriers?.carriers.detail.peak?.date)],
  ] as const;
  return section(
    'Newest observations',
    markdownTable(
      ['series', 'count:', 'expected:', 'variance:', 'days or blocks behind it:', 'p:'],
      [
        ...STRAIT_NAMES.map((name) =>
          tailCells(`taiwan_strait: ${STRAIT_LABELS[name]}, report of ${newest.taiwan_strait}`, report?.series[name]),
        ),
        tailCells('senkaku: vessel-days in the territorial sea, 30 days', senkaku?.vessel_days),
        tailCells('senkaku: escalations, 90 days (behind it: those in the 1,095 days before)', senkaku?.events),
        [
          `carriers: beyond the first island chain on ${newest.carriers}`,
          out?.carriers ?? 0,
          '',
          '',
          methodology.parameters.signal_carriers.baseline_days,
          out ? probability(out.p) : 'none out',
        ],
      ],
    ),
    markdownTable(
      ['signal', 'day', 'x:', 'index:', 'from'],
      states.map(([signal, day, x, from]) => [signal, day, fixed(x, 3), fixed(displayIndex(x ?? null), 1), from]),
    ),
  );
}

const peakOf = (date: IsoDate | null | undefined): string => (date ? `peak of ${date}` : 'nothing in the lookback');

const STRAIT_LABELS: Readonly<Record<TaiwanStraitName, string>> = {
  aircraft: 'aircraft',
  ships: 'navy ships, seven days',
  official: 'official ships',
};

/** One line of the calibration table: how much of the days passes each level. */
function frequency(name: string, days: readonly number[]): string[] {
  return [name, String(days.length), ...[0, 1, 2].map((level) => percentOf(days, (x) => (level === 0 ? x > 0 : x >= level)))];
}

/** A line of the calibration table for tail probabilities that have not become a state yet: part of the days below 0.1, 0.01 and 0.001. */
function tailFrequency(name: string, ps: readonly number[]): string[] {
  return [name, String(ps.length), ...[0.1, 0.01, 0.001].map((level) => percentOf(ps, (p) => (level === 0.1 ? p < level : p <= level)))];
}

const known = (xs: readonly (number | null | undefined)[]): number[] => xs.filter((x) => x !== null && x !== undefined);

function calibration(readings: Readings): string {
  const { strait, straitHistory, senkaku, history, newest } = readings;
  const seriesPs = (name: TaiwanStraitName) => known(strait.map((day) => day.series[name]?.p));
  const carriersKnown = history.filter((day) => day.as_of >= CARRIERS_FROM && day.as_of <= newest.carriers);
  return section(
    'How often they speak',
    `A calibrated signal has x > 0 on 10 % of calm days, x >= 1 on 1 % and x >= 2 on 0.1 %. Counts are whole numbers, so a tail probability
jumps over the levels and a series by itself stays a little below. Exercises are not calm days. A state that decays stays up for some days after its peak and is
above the levels more often; what is calibrated is the day before decay.`,
    markdownTable(
      ['series', 'days known:', 'x > 0:', 'x >= 1:', 'x >= 2:'],
      [
        ['calibrated', '', '10.0 %', '1.0 %', '0.1 %'],
        ...STRAIT_NAMES.map((name) => tailFrequency(`taiwan_strait: ${STRAIT_LABELS[name]} alone`, seriesPs(name))),
        frequency(
          '**taiwan_strait: all series, x_t before decay**',
          strait.map((day) => day.x),
        ),
        frequency('taiwan_strait: state, decaying', known(straitHistory.map((day) => day.details.taiwan_strait.x))),
        tailFrequency('senkaku: vessel-days alone', known(senkaku.map((state) => state.p.vessel_days))),
        tailFrequency(
          'senkaku: escalations alone',
          senkaku.map((state) => state.p.events),
        ),
        frequency('**senkaku: state**', known(senkaku.map((state) => state.x))),
        frequency(
          '**carriers: x_t before decay**',
          carriersKnown.map((day) => day.details.carriers.parts.carriers),
        ),
        frequency('carriers: state, decaying', known(carriersKnown.map((day) => day.details.carriers.x))),
      ],
    ),
    `Periods: taiwan_strait ${STRAIT_FROM} to ${newest.taiwan_strait}, senkaku ${SENKAKU_FROM} to ${newest.senkaku}, carriers ${CARRIERS_FROM} to
${newest.carriers}; each day with what was known on it.`,
  );
}

/** The report with the largest x_t from the first day of an exercise to the day after its last, on which that day is reported. */
function exercisePeak(exercise: ExerciseRow, straitOn: Readings['straitOn']): TaiwanStraitDay | null {
  return daysFrom(exercise.start, isoDate(dayNumber(exercise.end) + 1))
    .map(straitOn)
    .reduce<TaiwanStraitDay | null>((best, day) => (day !== null && (best === null || day.x > best.x) ? day : best), null);
}

function exercises({ data, straitOn, strait }: Readings): string {
  const peaks = data.exercises.map((exercise) => ({ exercise, peak: exercisePeak(exercise, straitOn) }));
  const judged = peaks.filter(({ exercise }) => exercise.start >= EXERCISES_FROM);
  const reached = (level: number) => judged.filter(({ peak }) => (peak?.x ?? 0) >= level).length;
  const cells = (peak: TaiwanStraitDay | null, name: TaiwanStraitName) => {
    const reading = peak?.series[name];
    return reading === undefined ? 'unknown' : `${reading.count} (${probability(reading.p)})`;
  };
  return section(
    'The exercises',
    `x_t before decay, largest of the reports from the first day to the day after the last. Since December 2022: x_t >= 1 in ${reached(1)} of ${judged.length},
x_t >= 0.5 in ${reached(0.5)} of ${judged.length}, while x_t >= 1 on ${percentOf(strait, (day) => day.x >= 1)} of all days. Counts with their tail probability in brackets; ships are sums of seven days.`,
    markdownTable(
      ['exercise', 'days', 'report', 'aircraft:', 'navy ships:', 'official ships:', 'x_t:', 'index:'],
      peaks.map(({ exercise, peak }) => [
        exercise.name,
        `${exercise.start} to ${exercise.end}`,
        peak?.report_date ?? 'no baseline',
        ...STRAIT_NAMES.map((name) => cells(peak, name)),
        fixed(peak?.x, 2),
        fixed(displayIndex(peak?.x ?? null), 0),
      ]),
    ),
    `The exercise of August 2022 has no state: the reports of the present definition begin in it. The exercises that stay low were small in the
reports: their counts are printed above, and nothing is done to lift them.`,
  );
}

function masks(readings: Readings): string {
  const { data, methodology, senkaku, senkakuDays } = readings;
  const contiguous = new Map(data.senkaku.map((row) => [row.day, row.contiguous_zone_vessels]));
  const stateOf = (select: (vessels: number) => boolean) =>
    known(senkakuDays.map((day, i) => (select(contiguous.get(day) ?? -1) ? senkaku[i]?.x : null)));
  const changed = (rows: ReferenceData['senkaku']): number =>
    signalHistory({ ...data, senkaku: rows }, methodology.parameters, senkakuDays).filter(
      (day, i) => day.details.senkaku.x !== senkaku[i]?.x,
    ).length;
  const winsorised = data.senkaku.map((row) => ({ ...row, contiguous_zone_vessels: Math.min(4, row.contiguous_zone_vessels) }));
  const away = data.senkaku.map((row) => ({ ...row, contiguous_zone_vessels: Math.max(4, row.contiguous_zone_vessels) }));
  const groups = [
    ['all days', () => true],
    ['8 or more ships in the contiguous zone (relief of crews)', (vessels: number) => vessels >= 8],
    ['no ship in the contiguous zone (weather)', (vessels: number) => vessels === 0],
    ['1 to 7 ships', (vessels: number) => vessels > 0 && vessels < 8],
  ] as const;
  return section(
    'What must not move the Senkaku state',
    `The contiguous zone is saturated: four ships on most days, eight when one crew relieves the other at the turn of the month, none in a typhoon. The state
does not read these counts. With every day of eight or more cut to four, the state changes on ${changed(winsorised)} of ${senkakuDays.length} days; with every empty day
filled up to four, on ${changed(away)}. The groups below differ because their days fall in different years and windows, not because of the count. A typhoon also keeps ships out of the territorial sea; that can only lower the vessel-days of a block, so it never raises the state.`,
    markdownTable(
      ['days', 'days known:', 'x > 0:', 'x >= 1:', 'x >= 2:'],
      groups.map(([name, select]) => frequency(name, stateOf(select))),
    ),
  );
}

/** Days of a daily table that are missing between its first and last row, as ranges. */
function gaps(days: readonly IsoDate[]): string[] {
  const sorted = [...days].sort();
  return sorted.flatMap((day, i) => {
    const next = sorted[i + 1];
    if (next === undefined) return [];
    const [from, to] = [isoDate(dayNumber(day) + 1), isoDate(dayNumber(next) - 1)];
    if (from > to) return [];
    return [from === to ? from : `${from} to ${to}`];
  });
}

/** Official ships were not listed at first: what their first appearance did to the state. */
function officialShips(read: ReferenceData['taiwan_strait'], straitOn: Readings['straitOn']): string {
  const first = read.find((row) => (row.official_ships ?? 0) > 0)?.report_date;
  if (first === undefined) return 'No report lists an official ship.';
  const raised = daysFrom(first, isoDate(dayNumber(first) + 90)).flatMap((date) => {
    const day = straitOn(date);
    const ps = STRAIT_NAMES.flatMap((name) => day?.series[name]?.p ?? []);
    return day !== null && day.x > 0 && day.series.official?.p === Math.min(...ps) ? [day.x] : [];
  });
  return `Official ships are 0 in every report before ${first}: then the ministry began to list them, and the zeros before mean "not listed". They are read as the
table gives them. In the 90 days after, official ships alone raised the state on ${raised.length} days, to ${fixed(Math.max(0, ...raised), 2)} at most.`;
}

function breaks({ data, methodology, straitOn }: Readings): string {
  const definitions = [...new Set(data.taiwan_strait.map((row) => row.definition))].sort();
  const rowsOf = (definition: string) => data.taiwan_strait.filter((row) => row.definition === definition);
  const read = rowsOf(methodology.parameters.signal_taiwan.definition);
  const flags = [...new Set(read.flatMap((row) => (row.flag === null ? [] : [row.flag])))].sort();
  const flagCounts = flags.map((flag) => `${read.filter((row) => row.flag === flag).length} are flagged \`${flag}\``).join(', ');
  const mean = (year: string, value: 'aircraft' | 'navy_ships' | 'official_ships') => {
    const counts = known(read.filter((row) => row.report_date.startsWith(year)).map((row) => row[value]));
    return counts.length === 0 ? 'no report' : (counts.reduce((a, b) => a + b, 0) / counts.length).toFixed(1);
  };
  const years = [...new Set(read.map((row) => row.report_date.slice(0, 4)))].sort();
  return section(
    'Definition breaks and gaps',
    `Taiwan's reports changed what they count in August 2022. Only rows of \`${methodology.parameters.signal_taiwan.definition}\` are read, the two are never compared, and no day has
a state before ${methodology.parameters.signal_taiwan.min_days} of them stand behind it. Of the rows read, ${flagCounts}. Days without a report: ${gaps(read.map((row) => row.report_date)).join(', ')}.`,
    markdownTable(
      ['definition', 'reports:', 'first', 'last', 'read'],
      definitions.map((definition) => {
        const rows = rowsOf(definition);
        const isRead = definition === methodology.parameters.signal_taiwan.definition;
        return [definition, rows.length, rows[0]?.report_date ?? '', rows.at(-1)?.report_date ?? '', isRead ? 'yes' : 'no'];
      }),
    ),
    'The level moves too, which is why every series has its own rolling baseline (means a day):',
    markdownTable(
      ['year', 'aircraft:', 'navy ships:', 'official ships:'],
      years.map((year) => [year, mean(year, 'aircraft'), mean(year, 'navy_ships'), mean(year, 'official_ships')]),
    ),
    officialShips(read, straitOn),
    `Senkaku: no figures for ${gaps(data.senkaku.map((row) => row.day)).join(', ') || 'no day'}. The state is unknown there, not calm. Carriers: the publications were read to ${carriersCoveredTo(data) ?? 'no day'};
before that day no row means that nothing was published, which is not proof that no carrier was out.`,
  );
}

function silence({ data, methodology, newest }: Readings): string {
  const { parameters } = methodology;
  const rows = SIGNALS_OF_THE_PAGE.flatMap((signal) => {
    const limit = parameters.signal_stale_after_days[signal] as number;
    return [1, limit, limit + 1, limit + 40].map((age) => {
      const day = isoDate(dayNumber(newest[signal]) + age);
      const { readings } = signalHistory(data, parameters, [day])[0] as SignalsOnDay;
      const used = signalsUsed(readings, parameters);
      const stale = used.stale.includes(signal);
      return [
        signal,
        day,
        readings[signal]?.age_days ?? 'unknown',
        limit,
        fixed(readings[signal]?.x, 3),
        stale ? 'unknown' : 'known',
        fixed(used.x[signal], 3),
      ];
    });
  });
  return section(
    'Silence is unknown, not calm',
    `A signal whose newest observation is older than its limit is stale: the score then uses x = ${parameters.signal_unknown_x.value}, says so, and the interval draws it.`,
    markdownTable(['signal', 'day', 'age in days:', 'limit:', 'x computed:', 'status', 'x used:'], rows),
    `Senkaku has no state even before its limit, once fewer than ${parameters.signal_senkaku.window_min_days} of its last ${parameters.signal_senkaku.window_days} days have a figure.`,
  );
}

function yearly({ strait, senkaku, senkakuDays, history, newest }: Readings): string {
  const rows = [
    ['taiwan_strait, x_t before decay', strait.map((day) => [day.report_date, day.x] as const)],
    ['senkaku', senkakuDays.map((day, i) => [day, senkaku[i]?.x ?? null] as const)],
    [
      'carriers, x_t before decay',
      history
        .filter((day) => day.as_of >= CARRIERS_FROM && day.as_of <= newest.carriers)
        .map((day) => [day.as_of, day.details.carriers.parts.carriers] as const),
    ],
  ] as const;
  const lines = rows.flatMap(([signal, days]) =>
    [...new Set(days.map(([day]) => day.slice(0, 4)))].map((year) => {
      const ofYear = days.flatMap(([day, x]) => (x !== null && day.startsWith(year) ? [{ day, x }] : []));
      const top = ofYear.reduce<{ day: string; x: number } | null>(
        (best, entry) => (best === null || entry.x > best.x ? entry : best),
        null,
      );
      const when = top === null || top.x === 0 ? '' : top.day;
      return [
        signal,
        year,
        ofYear.length,
        percentOf(ofYear, ({ x }) => x > 0),
        percentOf(ofYear, ({ x }) => x >= 1),
        fixed(top?.x, 2),
        when,
      ];
    }),
  );
  return section('Year by year', markdownTable(['signal', 'year', 'days known:', 'x > 0:', 'x >= 1:', 'largest x:', 'on'], lines));
}

/** Scores with all signals and with none, on a day. */
function effectOn(day: IsoDate, readings: Readings): string[][] {
  const { data, methodology } = readings;
  const [signals] = signalHistory(data, methodology.parameters, [day]);
  if (signals === undefined) return [];
  const index = indexReferenceData(data, methodology);
  const used = signalsUsed(signals.readings, methodology.parameters);
  return BUYERS.map((buyer) => {
    const effects = elementIds(data).flatMap((element) => {
      const result = scoreElement(elementInputs(index, { element, buyer, as_of: day, signals: signals.readings }).inputs, methodology);
      return result.score === null ? [] : [{ element, score: result.score, points: result.score - result.score_without_signals }];
    });
    effects.sort((a, b) => b.points - a.points || (a.element < b.element ? -1 : 1));
    const mean = effects.reduce((sum, { points }) => sum + points, 0) / effects.length;
    const top = effects.slice(0, 3).map(({ element, score, points }) => `${element} ${points.toFixed(2)} of ${score.toFixed(2)}`);
    const states = Object.entries(used.x)
      .map(([signal, x]) => `${signal} ${x.toFixed(2)}`)
      .join(', ');
    return [day, states, buyer, mean.toFixed(2), top.join('; ')];
  });
}

function effects(readings: Readings): string {
  const { strait, newest } = readings;
  const loudest = strait.reduce<TaiwanStraitDay | null>((best, day) => (best === null || day.x >= best.x ? day : best), null);
  const days = [...new Set([loudest?.report_date ?? newest.taiwan_strait, newest.taiwan_strait])].sort();
  return section(
    'What they do to the scores',
    `Points that the signals add: the score less the score without signals, on the newest of the days with the largest state of the strait and on the newest report. The weights are
expert judgement: no test has shown that these signals predict export controls. The methodologies \`evidence-only\` and \`precautionary\` show both ends.`,
    markdownTable(
      ['day', 'x used', 'buyer', 'mean over elements:', 'largest'],
      days.flatMap((day) => effectOn(day, readings)),
    ),
  );
}

function opening(parameters: Parameters, version: string): string {
  const { signal_taiwan: S, signal_senkaku: N, signal_carriers: C } = parameters;
  return [
    '# The three security signals on recorded days',
    `Made by \`npm run docs:signals\` from the frozen vintage of the facts (\`test/frozen-world\`) and methodology ${version}; a test compares it byte for byte.${publishedVersionNote(version)}`,
    `A state x is read from the tail probability p of a count against its own past: x = clamp(-log10 p - 1, 0, 4), so 0 up to a one-in-ten day, 1 for one in a hundred,
4 from one in 100,000. Several series of a signal are combined by the Sidak rule. The display index is 25 x.`,
    markdownTable(
      ['signal', 'counts', 'against', 'memory'],
      [
        [
          'taiwan_strait',
          'aircraft, navy ships (seven days), official ships in the daily reports of the Ministry of National Defense',
          `the ${S.baseline_days} days before, negative binomial`,
          `half-life ${S.half_life} days over ${S.lookback_days} days`,
        ],
        [
          'senkaku',
          `vessel-days in the territorial sea in ${N.window_days} days; escalations in ${N.event_window_days} days`,
          `${N.baseline_blocks} blocks before; ${N.event_baseline_days} days before`,
          'the windows',
        ],
        [
          'carriers',
          'Chinese carriers beyond the first island chain at once',
          `the ${C.baseline_days} days before, by rank`,
          `half-life ${C.half_life} days over ${C.lookback_days} days`,
        ],
      ],
    ),
    `A report of the strait covers the 24 hours to 06:00 of its date, so most of it happened the day before.`,
  ].join('\n\n');
}

/** The page as Markdown, with a final newline. */
export function signalsPage(data: ReferenceData, methodology: Methodology): string {
  const readings = readSignals(data, methodology);
  const sections = [newestState, calibration, exercises, masks, breaks, silence, yearly, effects].map((draw) => draw(readings));
  return `${[opening(methodology.parameters, methodology.version), ...sections].join('\n\n')}\n`;
}
