/**
 * `docs/indices.md`: the elements ranked by our score and by the published structural indices, and where and why they differ.
 * A pure function of the reference data and a methodology, so that a test can make the page again and compare bytes.
 */
import { firstNamed, rowNames } from '#domain/facts/buyer-rows.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData, type ReferenceIndex } from '#domain/facts/reference-index.ts';
import { rankCorrelation } from '#domain/numbers/statistics.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { signalReadings } from '#domain/signals/signal-inputs.ts';
import {
  euSupplyRisk,
  geoPolRisk,
  governanceWeightedHerfindahl,
  herfindahl,
  wgiScaled01,
  wgiScaled10,
} from '#domain/supply/reference-indices.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { ElementRow, ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { ElementInputs, SignalReadings, Stage } from '#domain/vocabulary/scoring-inputs.ts';
import type { ElementResult, ScoredElement, ScoredStage } from '#domain/vocabulary/scoring-result.ts';
import { fixed, markdownTable } from './markdown.ts';
import { publishedVersionNote } from './published-version.ts';

const AS_OF = '2026-10-01';
const BUYER = 'JPN';
const EU = 'EUU';
/** The unnamed remainder is many origins: it has no governance, and its squared share would count for nothing. */
const REMAINDER = 'OTH';
/** A difference of ranks that is worth a line. */
const FAR_APART = 10;

type IndexName = 'hhi' | 'hhi_wgi' | 'eu_sr' | 'geopolrisk';
type Indices = Readonly<Record<IndexName, number | null>>;

const INDEX_TITLES: Readonly<Record<IndexName, string>> = { hhi: 'HHI', hhi_wgi: 'HHI_WGI', eu_sr: 'EU SR', geopolrisk: 'GeoPolRisk' };
const INDEX_NAMES = Object.keys(INDEX_TITLES) as IndexName[];
const DECIMALS: Readonly<Record<IndexName, number>> = { hhi: 3, hhi_wgi: 2, eu_sr: 2, geopolrisk: 3 };

interface RankedElement {
  readonly row: ElementRow;
  readonly inputs: ElementInputs;
  readonly result: ElementResult;
  readonly indices: Indices;
}

const largest = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((best, value) => (value !== null && (best === null || value > best) ? value : best), null);

type Shares = Readonly<Record<string, number>>;

const named = (shares: Shares): Shares => Object.fromEntries(Object.entries(shares).filter(([origin]) => origin !== REMAINDER));

function fractions(shares: Shares): Shares {
  const total = Object.values(shares).reduce((sum, share) => sum + share, 0);
  return Object.fromEntries(Object.entries(shares).map(([origin, share]) => [origin, share / total]));
}

/** The governance weight of every origin of some shares; missing stays missing. */
const weightsOf = (shares: Shares, weightOf: (origin: string) => number | null) =>
  Object.fromEntries(Object.keys(shares).map((origin) => [origin, weightOf(origin)]));

function hhiWgi(shares: Shares | null | undefined, index: ReferenceIndex): number | null {
  if (!shares) return null;
  const ofNamed = named(fractions(shares));
  return governanceWeightedHerfindahl(
    ofNamed,
    weightsOf(ofNamed, (origin) => wgiScaled10(index.governance(origin)?.wgi_mean)),
  );
}

/** Newest import reliance of the EU in the tables, however old: the index changes slowly and is computed from five-year means. */
function euReliance(element: string, stage: Stage, index: ReferenceIndex): number | null {
  return firstNamed(rowNames(element, index.methodology.groups), (name) => index.importReliance(EU, name, stage)?.import_reliance ?? null);
}

/** EU supply risk at a stage with t = 1. The sourcing of the EU enters only where both its imports and its reliance on them are known. */
function euRiskAt(stage: Stage, inputs: ElementInputs, index: ReferenceIndex): number | null {
  const reliance = euReliance(inputs.element, stage, index);
  const { world, imports } = inputs.stages[stage] ?? {};
  return euSupplyRisk({
    globalHhi: hhiWgi(world, index),
    euHhi: reliance === null ? null : hhiWgi(imports, index),
    importReliance: reliance,
    recyclingRate: inputs.eol_rir ?? null,
    substitutionIndex: inputs.si_sr ?? null,
  });
}

/** GeoPolRisk of the buyer from the effective shares of the scorer, in parts of the primary supply of named origins. */
function geoPolRiskAt(stage: ScoredStage, world: Shares | null | undefined, index: ReferenceIndex): number | null {
  const foreign = named(stage.shares);
  const weights = weightsOf(foreign, (origin) => wgiScaled01(index.governance(origin)?.political_stability));
  let [weightedImports, totalImports] = [0, 0];
  for (const [origin, share] of Object.entries(foreign)) {
    const weight = weights[origin] ?? null;
    if (weight === null) return null;
    weightedImports += share * weight;
    totalImports += share;
  }
  const hhi = herfindahl(world ?? {});
  return hhi === null ? null : geoPolRisk({ hhi, weightedImports, totalImports, domesticProduction: stage.domestic });
}

function indicesOf(result: ElementResult, inputs: ElementInputs, european: ElementInputs, index: ReferenceIndex): Indices {
  const scored = result.stages.filter((stage): stage is ScoredStage => stage.score !== null);
  const over = (valueAt: (stage: ScoredStage) => number | null) => largest(scored.map(valueAt));
  return {
    hhi: over(({ stage }) => herfindahl(inputs.stages[stage]?.world ?? {})),
    hhi_wgi: over(({ stage }) => hhiWgi(inputs.stages[stage]?.world, index)),
    eu_sr: over(({ stage }) => euRiskAt(stage, european, index)),
    geopolrisk: over((stage) => geoPolRiskAt(stage, inputs.stages[stage.stage]?.world, index)),
  };
}

function rankElement(element: string, signals: SignalReadings, index: ReferenceIndex): RankedElement {
  const inputsFor = (buyer: string) => elementInputs(index, { element, buyer, as_of: AS_OF, signals }).inputs;
  const inputs = inputsFor(BUYER);
  const result = scoreElement(inputs, index.methodology);
  const row = index.element(element);
  if (row === null) throw new Error(`${element} has no row in the elements table`);
  return { row, inputs, result, indices: indicesOf(result, inputs, inputsFor(EU), index) };
}

/** Rank from 1, equal values share the first of theirs; `null` without a value. */
function ranks(values: readonly (number | null)[]): (number | null)[] {
  return values.map((value) => (value === null ? null : 1 + values.filter((other) => other !== null && other > value).length));
}

const withRank = (value: number | null, rank: number | null | undefined, decimals: number): string =>
  value === null ? 'unknown' : `${value.toFixed(decimals)} (${rank})`;

interface RankTable {
  readonly elements: readonly RankedElement[];
  readonly score: readonly (number | null)[];
  readonly index: Readonly<Record<IndexName, readonly (number | null)[]>>;
}

function rankTable(elements: readonly RankedElement[]): RankTable {
  const score = ranks(elements.map(({ result }) => result.score));
  const byIndex = INDEX_NAMES.map((name) => [name, ranks(elements.map(({ indices }) => indices[name]))]);
  return { elements, score, index: Object.fromEntries(byIndex) as RankTable['index'] };
}

function ranking({ elements, score, index }: RankTable): string {
  return markdownTable(
    ['element', 'score:', 'stage', ...INDEX_NAMES.map((name) => `${INDEX_TITLES[name]}:`), 'EU 2017:', 'EU 2023:'],
    elements.map(({ row, result, indices }, i) => [
      `${row.symbol} ${row.name}`,
      withRank(result.score, score[i], 2),
      result.score === null ? '' : result.stage,
      ...INDEX_NAMES.map((name) => withRank(indices[name], index[name][i], DECIMALS[name])),
      published(row.eu_supply_risk_2017),
      published(row.eu_supply_risk_2023),
    ]),
  );
}

const published = (value: number | null): string => (value === null ? '' : String(value));

function correlations({ elements }: RankTable): string {
  const values: Readonly<Record<string, readonly (number | null)[]>> = {
    score: elements.map(({ result }) => result.score),
    'score without controls in force': elements.map(({ result }) => (result.score === null ? null : withoutControls(result))),
    ...Object.fromEntries(INDEX_NAMES.map((name) => [INDEX_TITLES[name], elements.map(({ indices }) => indices[name])])),
    'EU SR as published 2023': elements.map(({ row }) => row.eu_supply_risk_2023),
  };
  const names = Object.keys(values);
  const pair = (a: string, b: string): string => {
    const both = elements.flatMap((_, i) => {
      const [x, y] = [values[a]?.[i] ?? null, values[b]?.[i] ?? null];
      return x === null || y === null ? [] : [[x, y] as const];
    });
    return fixed(
      rankCorrelation(
        both.map(([x]) => x),
        both.map(([, y]) => y),
      ),
      2,
    );
  };
  return markdownTable(
    ['', ...names.map((name) => `${name}:`)],
    names.map((a) => [a, ...names.map((b) => (a === b ? '' : pair(a, b)))]),
  );
}

/** The score at its stage without the hazards of controls in force, that is, from hazards that may start alone; 0 to 100. */
function withoutControls(result: ScoredElement): number {
  const stage = stageOf(result);
  const rest = stage.hazards.filter((hazard) => hazard.kind !== 'active_control').reduce((sum, hazard) => sum + hazard.Lambda, 0);
  return -100 * Math.expm1(-rest);
}

function stageOf(result: ScoredElement): ScoredStage {
  const stage = result.stages.find((candidate): candidate is ScoredStage => candidate.score !== null && candidate.stage === result.stage);
  if (stage === undefined) throw new Error(`the stage ${result.stage} of the score is not among its stages`);
  return stage;
}

/** The numbers of the scorer that an index of structure does not have. */
function reasons(result: ScoredElement, higher: boolean): string {
  const stage = stageOf(result);
  const controls = Object.entries(result.contributions).filter(([id]) => id.startsWith('active_control'));
  const points = controls.reduce((sum, [, value]) => sum + value, 0);
  const [origin, share] = Object.entries(stage.shares).reduce((top, entry) => (entry[1] > top[1] ? entry : top), ['no origin', 0] as [
    string,
    number,
  ]);
  const percent = (value: number) => `${(100 * value).toFixed(0)} %`;
  const supply = [
    `${origin} ${percent(share)} of the supply of ${BUYER} at the stage`,
    ...(stage.domestic > 0.2 ? [`own output ${percent(stage.domestic)}`] : []),
    ...(stage.secondary > 0.1 ? [`recycled ${percent(stage.secondary)}`] : []),
  ].join(', ');
  if (higher && points > 0) return `controls in force give ${points.toFixed(1)} of ${result.score.toFixed(1)} points; ${supply}`;
  const control = points > 0 ? `controls in force give only ${points.toFixed(1)} points` : 'no control in force binds';
  return `${control}; ${supply}; ${survival(stage)}`;
}

/** How long the buyer lasts when the largest origin takes a new control. */
function survival(stage: ScoredStage): string {
  const longest = stage.hazards.filter((hazard) => hazard.kind === 'new_control').sort((a, b) => b.a - a.a)[0];
  if (longest === undefined) return 'no foreign origin';
  if (longest.tts_days === null) return 'spare capacity elsewhere replaces a new control';
  return `${BUYER} lasts ${longest.tts_days.toFixed(0)} days under a new control there`;
}

function differences({ elements, score, index }: RankTable): string {
  const lines = elements.flatMap(({ row, result }, i) => {
    const [ours, theirs] = [score[i] ?? null, index.hhi_wgi[i] ?? null];
    if (result.score === null || ours === null || theirs === null || Math.abs(ours - theirs) < FAR_APART) return [];
    return [{ cells: [row.symbol, ours, theirs, reasons(result, ours < theirs)], gap: theirs - ours, symbol: row.symbol }];
  });
  lines.sort((a, b) => b.gap - a.gap || (a.symbol < b.symbol ? -1 : 1));
  return markdownTable(
    ['element', 'rank by score:', 'rank by HHI_WGI:', 'why'],
    lines.map(({ cells }) => cells),
  );
}

function section(title: string, ...paragraphs: readonly string[]): string {
  return [`## ${title}`, ...paragraphs].join('\n\n');
}

/** The page as Markdown, with a final newline. */
export function indicesPage(data: ReferenceData, methodology: Methodology): string {
  const index = indexReferenceData(data, methodology);
  const signals = signalReadings(data, methodology.parameters, AS_OF).readings;
  const elements = elementIds(data).map((element) => rankElement(element, signals, index));
  elements.sort((a, b) => (b.result.score ?? -1) - (a.result.score ?? -1) || (a.row.symbol < b.row.symbol ? -1 : 1));
  const table = rankTable(elements);
  return `${[
    '# The score beside the structural indices',
    `Made by \`npm run docs:indices\` from the frozen vintage of the facts (\`test/frozen-world\`) and methodology ${methodology.version}; a test compares it byte for byte. Score of ${BUYER} on ${AS_OF}; ranks in
brackets, 1 is the riskiest. The indices stand beside the score and are never blended into it.${publishedVersionNote(methodology.version)}`,
    `An index says how concentrated and how badly governed supply is. The score says how likely it is that a disruption starts within a year that outlasts the
buyer's cover. They share the shares; only the score knows measures in force, stocks, the buyer's own output, and time.`,
    section('Ranking', ranking(table)),
    section(
      'How each is made here',
      `- **HHI**: world shares of a stage; the remainder counts as one origin. **HHI_WGI**: the same with the mean of the six Worldwide Governance Indicators, 0 to 10, and trade parameter 1;
  the remainder is many origins without governance and adds nothing.
- **EU SR**: the formula of the EU criticality assessments. The EU's own sourcing enters where both its import shares and its import reliance are known; elsewhere only global supply.
  The published values of 2017 and 2023 are beside it: other years, other shares, a trade parameter for restrictions.
- **GeoPolRisk** of ${BUYER}: HHI times the import-weighted political instability, with the buyer's effective shares.
- All take the worse stage, as the EU does. Where an origin has no governance estimate the stage is unknown, and the other stages stand.
- **Nassar disruption potential** is in the code but not in the table: its indices of ability and willingness to supply are not in the facts, and none are made up.`,
    ),
    section(
      'How far they agree',
      `Spearman rank correlation over the elements that have both values. The second line leaves the controls in force out of the score. That changes the order little,
because the rate of new controls counts the same measures: the score remembers who has imposed what, the indices do not.`,
      correlations(table),
    ),
    section(
      `Where they differ by ${FAR_APART} ranks or more`,
      `Against HHI_WGI; first those that the score puts higher.`,
      differences(table),
    ),
  ].join('\n\n')}\n`;
}
