import type { Amendment, MeasureMapping, MethodologyDocument, ParameterEntries, Parameters } from '#domain/vocabulary/methodology.ts';
import amendments from './registry/methodology-1.1.0.json' with { type: 'json' };

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
    readonly measure_map?: Readonly<Record<string, MeasureMapping>>;
    /** Why it was measured and left out. */
    readonly dropped?: string;
  }[];
}

const file = amendments as unknown as AmendmentFile;

/** Mappings of supplementary policy rows, by id. */
export const supplementaryMeasureMap: MethodologyDocument['measure_map'] = Object.assign(
  {},
  ...file.amendments.map(({ measure_map = {} }) => measure_map),
);

/** Weaknesses of 1.0.0 that the amendments mend, by the words they begin with. */
const MENDED = [
  'An import reliance older than',
  'Heavy rare earths take the group rows',
  'A Korean stockpile of neodymium',
  'The register of measures is incomplete',
  'Legal end dates are inclusive',
  'The score is that of the worst stage',
  'A suspension that runs out',
  'Controls by two origins at once',
];

const LEFT = [
  'The score is that of the worst stage. A stop of ore reaches separation through feed shares of one year; nothing is known of the feed of single plants, and unrest in the land of the ore counts at the mine only.',
  'The days of lists 1, 13 and 22 of 2025 are bounds from the numbers of other notices, and nothing is known of lists before 2025.',
  'Controls by two origins are joined in pairs and for flow measures only; price effects and by-product links between elements are not modelled. Plants are known for few countries, so outages of plants hardly count.',
];

/** The amended version of its base, with all changes. Throws when the base is not the one it amends. */
export function amendedMethodology(base: MethodologyDocument): MethodologyDocument {
  if (base.version !== file.of) throw new Error(`${file.version} amends ${file.of}, not ${base.version}`);
  const kept = file.amendments.filter(({ dropped }) => dropped === undefined);
  const items = kept.map(
    ({ key, title, parameters }): Amendment => ({ key, title, parameters: Object.keys(parameters) as (keyof Parameters)[] }),
  );
  return {
    ...base,
    version: file.version,
    title: file.title,
    date: file.date,
    note: file.note,
    status: 'shadow',
    parameters: Object.assign({}, base.parameters, ...kept.map(({ parameters }) => parameters)),
    measure_map: { ...base.measure_map, ...supplementaryMeasureMap },
    limitations: [...base.limitations.filter((one) => !MENDED.some((words) => one.startsWith(words))), ...LEFT],
    amendments: {
      of: file.of,
      items,
      dropped: file.amendments.flatMap(({ key, title, parameters, dropped: reason }) =>
        reason === undefined ? [] : [{ key, title, parameters, reason }],
      ),
    },
  };
}
