import { readFileSync } from 'node:fs';
import type { MethodologyDocument, ParameterEntry, Parameters } from '#domain/vocabulary/methodology.ts';
import { amendedMethodologies } from './amended-methodology.ts';
import limitations from './registry/method-limitations.json' with { type: 'json' };

/** `registry/methodology-1.0.0.json`: every parameter, the mapping of policy rows, and what the published variants change. */
export interface MethodParameters {
  readonly methodology: string;
  readonly title: string;
  readonly date: string;
  readonly note: string;
  readonly parameters: MethodologyDocument['parameters'];
  readonly groups: MethodologyDocument['groups'];
  readonly measure_map: MethodologyDocument['measure_map'];
  readonly relief_map: MethodologyDocument['relief_map'];
  /** Version -> parameter path and its new value, or words for `beta`: `every beta x 3, ...`. */
  readonly methodologies: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export function readMethodParameters(path: string): MethodParameters {
  return JSON.parse(readFileSync(path, 'utf8')) as MethodParameters;
}

type Beta = Parameters['beta'];

/** Products of decimal numbers, without the noise of binary ones. */
const times = (value: number, factor: number): number => Number((value * factor).toPrecision(12));

function scaledBeta(beta: Beta, factor: number): Beta {
  const scaledRows = (rows: Beta['transit']): Beta['transit'] =>
    Object.fromEntries(
      Object.entries(rows).map(([buyer, weights]) => [
        buyer,
        Object.fromEntries(Object.entries(weights).map(([signal, weight]) => [signal, times(weight, factor)])),
      ]),
    );
  return { new_control: scaledRows(beta.new_control), transit: scaledRows(beta.transit) };
}

/** The betas of a version: as they are, one group replaced (`beta.new_control`), or all multiplied (`beta`). */
function betaOf(version: string, beta: Beta, changes: Readonly<Record<string, unknown>>): Beta {
  const [path, change] = Object.entries(changes)[0] ?? [];
  if (path === undefined) return beta;
  if (path === 'beta.new_control' || path === 'beta.transit') return { ...beta, [path.slice('beta.'.length)]: change };
  const factor = typeof change === 'string' ? /^every beta x (\d+(?:\.\d+)?)/.exec(change)?.[1] : undefined;
  if (path === 'beta' && factor !== undefined) return scaledBeta(beta, Number(factor));
  throw new Error(
    `methodologies.${version} of the parameters: cannot apply ${JSON.stringify(changes)}, expected beta.new_control, beta.transit or "every beta x NUMBER"`,
  );
}

/** Names from low to high with the colours of Okabe and Ito, which stay apart in every common colour blindness. */
const BANDS = [
  { name: 'low', colour: '#0072b2' },
  { name: 'guarded', colour: '#56b4e9' },
  { name: 'elevated', colour: '#f0e442' },
  { name: 'high', colour: '#e69f00' },
  { name: 'critical', colour: '#d55e00' },
] as const;

const SUMMARY: Readonly<Record<string, string>> = {
  '1.0.0': 'Base method. Security signals tilt rates by expert weights under a cap; score_without_signals shows the score without them.',
  '1.0.0-evidence-only':
    'As 1.0.0, but signals do not move the chance of a new control: no skill was found in a test. They still tilt transit.',
  '1.0.0-precautionary': 'As 1.0.0, with every signal weight three times as large under the same cap.',
};

/** One complete document per variant of the base, and the versions that amend it, in order. */
export function methodologyDocuments(method: MethodParameters): readonly MethodologyDocument[] {
  const published = publishedDocuments(method);
  const base = published.find(({ version }) => version === method.methodology) ?? published[0];
  return base === undefined ? [] : [...published, ...amendedMethodologies(base)];
}

/** The documents to publish. In a version that differs only in its betas their note states so. */
function publishedDocuments(method: MethodParameters): readonly MethodologyDocument[] {
  return Object.entries(method.methodologies).map(([version, changes]) => {
    const base: ParameterEntry<Beta> = method.parameters.beta;
    const beta = { ...base, value: betaOf(version, base.value, changes) };
    return {
      version,
      title: `${method.title}, ${version}`,
      date: method.date,
      note: `${SUMMARY[version] ?? ''} basis: published = read in a source; fitted = computed from the data; expert = judgement, no evidence found.`.trim(),
      bands: BANDS.map((band, index) => ({ ...band, from: index === 0 ? 0 : (method.parameters.bands.value[index - 1] ?? 0) })),
      parameters: { ...method.parameters, beta },
      groups: method.groups,
      measure_map: method.measure_map,
      relief_map: method.relief_map,
      limitations,
    };
  });
}
