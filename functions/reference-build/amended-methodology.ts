import type { Amendment, MeasureMapping, MethodologyDocument, ParameterEntries, Parameters } from '#domain/vocabulary/methodology.ts';
import shadow from './registry/methodology-1.1.0.json' with { type: 'json' };
import stateAndEvent from './registry/methodology-2.0.0.json' with { type: 'json' };
import evidenceOnly from './registry/methodology-2.0.0-evidence-only.json' with { type: 'json' };

/** The project's own changes of a methodology: what each of them adds, in the order of the decision record. */
interface AmendmentFile {
  readonly version: string;
  readonly of: string;
  readonly date: string;
  readonly title: string;
  readonly note: string;
  readonly amendments: readonly {
    readonly key: string;
    readonly title: string;
    readonly parameters: Partial<ParameterEntries>;
    readonly measure_map?: MeasureMap;
    /** Why it was measured and left out. */
    readonly dropped?: string;
  }[];
  /** Mappings that belong to the version as a whole. */
  readonly measure_map?: MeasureMap;
  /** Parameters of the amended version that this one no longer has. */
  readonly dropped_parameters?: readonly (keyof Parameters)[];
  /** Every parameter that is as in the amended version: with it, nothing is kept or lost by oversight. */
  readonly unchanged?: readonly string[];
}

type MeasureMap = Readonly<Record<string, MeasureMapping>>;

/** A version that amends another: its file, and what becomes of the limitations of the version that it amends. */
interface AmendingVersion {
  readonly file: AmendmentFile;
  /** Only `shadow` versions say so. */
  readonly status?: 'shadow';
  /** Limitations that the amendments mend or that are said anew, by the words they begin with. */
  readonly mended: readonly string[];
  readonly left: readonly string[];
}

/** 1.1.0: the known weaknesses of 1.0.0 mended one by one. */
const WEAKNESSES_MENDED: AmendingVersion = {
  file: shadow as unknown as AmendmentFile,
  status: 'shadow',
  mended: [
    'An import reliance older than',
    'Heavy rare earths take the group rows',
    'A Korean stockpile of neodymium',
    'The register of measures is incomplete',
    'Legal end dates are inclusive',
    'The score is that of the worst stage',
    'A suspension that runs out',
    'Controls by two origins at once',
  ],
  left: [
    'The score is that of the worst stage. A stop of ore reaches separation through feed shares of one year; nothing is known of the feed of single plants, and unrest in the land of the ore counts at the mine only.',
    'The days of lists 1, 13 and 22 of 2025 are bounds from the numbers of other notices, and nothing is known of lists before 2025.',
    'Controls by two origins are joined in pairs and for flow measures only; price effects and by-product links between elements are not modelled. Plants are known for few countries, so outages of plants hardly count.',
  ],
};

/** 2.0.0: a state and an event. Its limitations are those that the specification ends with. */
const STATE_AND_EVENT: AmendingVersion = {
  file: stateAndEvent as unknown as AmendmentFile,
  mended: [
    'Shares, reliance, cover and governance are one vintage',
    'Cover is full again on every date',
    'Lengths of shortages are fitted',
    'The score is that of the worst stage',
    'Controls by two origins are joined',
  ],
  left: [
    'Cover, imports and demand are one vintage, and so are shares of stages without earlier editions. A replay of an earlier date uses measures, signals, shares, governance and reliance as they were known then.',
    'The state is high where nothing is known of what trade did under a control (Y, Lu, Gd, Sc, W, Te): it is the mean of the class, and outcomes by element would move it up or down.',
    'Lengths of controls rest on 6 to 16 episodes, half of which had not ended. The factor of evidence, the chance that a class binds, the depths by end use and the half-life in which cover refills are judgement.',
    'Intervals are 50 to 75 points wide at scores of 40 to 80: that is how little is known.',
    'A control with a quota can be in force and still not empty the stock within the year: a high state then stands beside a chance of a stock-out near 0, as for cobalt.',
    'The order of Chinese makers for buyers in the United States and the European Union depends on one observation (magnets recovered, dysprosium did not) that ends in December 2025.',
    'New controls come at one rate for each origin and buyer: an element that was never named is as likely to be next as its share says.',
    'Elements of a buyer whose separation plants are missing in the table of ores have no assumed feed: low scores with low coverage.',
    'The score is that of the worst stage. A stop of ore reaches separation through feed shares of one year.',
    'Controls of two origins at once are not joined; price effects and by-product links between elements are not modelled. Plants are known for few countries.',
  ],
};

/** 2.0.0 without the weights of signals that rest on judgement. Its limitations are those of 2.0.0. */
const EVIDENCE_ONLY: AmendingVersion = { file: evidenceOnly as unknown as AmendmentFile, mended: [], left: [] };

/** In the order in which they amend each other. */
const AMENDING_VERSIONS: readonly AmendingVersion[] = [WEAKNESSES_MENDED, STATE_AND_EVENT, EVIDENCE_ONLY];

const measureMapOf = ({ amendments, measure_map = {} }: AmendmentFile): MeasureMap =>
  Object.assign({}, ...amendments.map((amendment) => amendment.measure_map), measure_map);

/** Mappings of supplementary policy rows of 1.1.0, by id. */
export const supplementaryMeasureMap: MethodologyDocument['measure_map'] = measureMapOf(WEAKNESSES_MENDED.file);

/** The versions that amend the base or each other, in order. Throws when one does not amend the version before it. */
export function amendedMethodologies(base: MethodologyDocument): readonly MethodologyDocument[] {
  const documents = [base];
  for (const version of AMENDING_VERSIONS) documents.push(amended(documents.at(-1) ?? base, version));
  return documents.slice(1);
}

function amended(base: MethodologyDocument, { file, status, mended, left }: AmendingVersion): MethodologyDocument {
  if (base.version !== file.of) throw new Error(`${file.version} amends ${file.of}, not ${base.version}`);
  const kept = file.amendments.filter(({ dropped }) => dropped === undefined);
  const items = kept.map(
    ({ key, title, parameters }): Amendment => ({ key, title, parameters: Object.keys(parameters) as (keyof Parameters)[] }),
  );
  const removed = [...(base.amendments?.removed ?? []), ...(file.dropped_parameters ?? [])];
  const { status: _ofBase, ...common } = base;
  return {
    ...common,
    version: file.version,
    title: file.title,
    date: file.date,
    note: file.note,
    ...(status === undefined ? {} : { status }),
    parameters: Object.assign(keptParameters(base, file), ...kept.map(({ parameters }) => parameters)),
    measure_map: { ...base.measure_map, ...measureMapOf(file) },
    limitations: [...base.limitations.filter((one) => !mended.some((words) => one.startsWith(words))), ...left],
    amendments: {
      of: file.of,
      items,
      dropped: file.amendments.flatMap(({ key, title, parameters, dropped: reason }) =>
        reason === undefined ? [] : [{ key, title, parameters, reason }],
      ),
      ...(removed.length === 0 ? {} : { removed }),
    },
  };
}

/** Parameters of the base that the version keeps. Throws when its list of unchanged ones says otherwise. */
function keptParameters(base: MethodologyDocument, file: AmendmentFile): Partial<ParameterEntries> {
  const removed: ReadonlySet<string> = new Set(file.dropped_parameters ?? []);
  const kept = Object.fromEntries(Object.entries(base.parameters).filter(([name]) => !removed.has(name)));
  const replaced = new Set(file.amendments.flatMap(({ parameters }) => Object.keys(parameters)));
  const unchanged = Object.keys(kept).filter((name) => !replaced.has(name));
  const stated = file.unchanged ?? unchanged;
  if (unchanged.length !== stated.length || unchanged.some((name) => !stated.includes(name)))
    throw new Error(`${file.version}: its "unchanged" parameters are not those of ${base.version} that it neither replaces nor drops`);
  return kept;
}
