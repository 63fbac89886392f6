/** The result of one scoring case of any kind, in the shape of its `expected`. */

import { bindingShare, withOdds } from '#domain/measures/binding-probability.ts';
import { leftOfPeriod } from '#domain/measures/stock-draw.ts';
import { dirichlet, gamma, normal, openStream, uniform } from '#domain/numbers/random-stream.ts';
import {
  lognormalExcess,
  lognormalHalfSquare,
  lognormalTail,
  negativeBinomialTail,
  quantile,
  tailState,
} from '#domain/numbers/statistics.ts';
import { bandOf } from '#domain/scores/bands.ts';
import { scoreCountries } from '#domain/scores/country-score.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { signalNamed } from '#domain/signals/registry.ts';
import { tiltOf } from '#domain/signals/signal-tilt.ts';
import { intervalCase } from '#domain/uncertainty/sampling.ts';
import { AMENDMENT_PARAMETERS, type Methodology, type Parameters } from '#domain/vocabulary/methodology.ts';
import type { CountryInputs, ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import {
  countryInputs,
  elementInputsSchema,
  intervalInputs,
  parse,
  primitiveInputs,
  type ScoringCase,
  type ScoringCaseFile,
  signalInputs,
  supplierInputsSchema,
} from './scoring-case-file.ts';

/** Kind of a case -> its result. The domain takes unknown as absent or null, as the schemas do. */
const KINDS: Readonly<Record<string, (inputs: unknown, methodology: Methodology) => unknown>> = {
  element: (inputs, methodology) => scoreElement(parse(elementInputsSchema, inputs, 'inputs') as ElementInputs, methodology),
  supplier: (inputs, methodology) => scoreSupplier(parse(supplierInputsSchema, inputs, 'inputs') as SupplierInputs, methodology),
  country: (inputs, methodology) => scoreCountries(parse(countryInputs, inputs, 'inputs') as CountryInputs, methodology),
  signal: (inputs, { parameters }) => signalResult(inputs, parameters),
  interval: (inputs, methodology) =>
    intervalCase(parse(intervalInputs, inputs, 'inputs') as ElementInputs & { draws?: number | null }, methodology, sha256Seed),
  primitive: (inputs, { parameters }) => primitiveResult(inputs, parameters),
};

/** Result of a case with the parameters and groups of its file. Throws `RangeError` that names what is wrong with the case. */
export function caseResult(scoringCase: ScoringCase, file: Omit<ScoringCaseFile, 'cases'>): unknown {
  const score = Object.hasOwn(KINDS, scoringCase.kind) ? KINDS[scoringCase.kind] : undefined;
  if (score === undefined) throw new RangeError(`unknown kind "${scoringCase.kind}": send one of ${Object.keys(KINDS).join(', ')}`);
  const inputs = (scoringCase.inputs ?? {}) as Partial<Pick<ScoringCaseFile, 'parameters' | 'groups'>>;
  return score(inputs, {
    version: file.methodology,
    parameters: givenParameters({ ...file.parameters, ...inputs.parameters }),
    groups: { ...file.groups, ...inputs.groups },
  });
}

const RULES_A_FILE_MAY_LEAVE_OUT: ReadonlySet<string> = new Set(AMENDMENT_PARAMETERS);

/** The parameters of a file as they are. Reading one that is missing throws, instead of scoring with `undefined`. */
function givenParameters(values: Readonly<Record<string, unknown>>): Parameters {
  return new Proxy(values, {
    get(target, name) {
      if (typeof name === 'string' && !RULES_A_FILE_MAY_LEAVE_OUT.has(name) && !Object.hasOwn(target, name))
        throw new RangeError(`the file has no parameter "${name}"`);
      return Reflect.get(target, name);
    },
  }) as unknown as Parameters;
}

function signalResult(inputs: unknown, parameters: Parameters): unknown {
  const signal = parse(signalInputs, inputs, 'inputs');
  const observedTo = signal.known_at ?? signal.as_of;
  return signalNamed(signal.series).stateOfCase(signal.data, signal.as_of, parameters, observedTo);
}

function primitiveResult(inputs: unknown, parameters: Parameters): unknown {
  const given = parse(primitiveInputs, inputs, 'inputs');
  const { p_exceed, e_excess, g_lag, nb_sf, x_of_p, band, quantile: quantiles, stream } = given;
  const { half_square, excess, tilt, with_odds, left } = given;
  return {
    p_exceed: p_exceed?.map(([k, median, sigma]) => lognormalTail(median, sigma, k)),
    e_excess: e_excess?.map(([k, median, sigma]) => lognormalExcess(median, sigma, k)),
    g_lag: g_lag?.map(([days]) => bindingShare(days, parameters)),
    nb_sf: nb_sf?.map(([n, mean, variance]) => negativeBinomialTail(n, mean, variance)),
    x_of_p: x_of_p?.map(([p]) => tailState(p)),
    band: band?.map(([score]) => bandOf(score, parameters.bands)),
    quantile: quantiles?.map(([values, p]) => quantile(values, p)),
    stream: stream && streamResult(stream),
    half_square: half_square?.map(([median, sigma, k]) => lognormalHalfSquare(median, sigma, k)),
    excess: excess?.map(([median, sigma, k]) => lognormalExcess(median, sigma, k)),
    tilt: tilt?.map(([weights, x, days]) => tiltOf(weights, x, parameters, days).multiplier),
    with_odds: with_odds?.map(([chance, logOdds]) => withOdds(chance, logOdds)),
    left: left?.map(([from, to, day, median, halfLife]) => leftOfPeriod(from, to, day, median, halfLife)),
  };
}

/** One stream, read in this order. */
function streamResult(asked: { text: string; gamma: number[]; dirichlet: Record<string, number>; concentration: number }): unknown {
  const stream = openStream(sha256Seed(asked.text));
  return {
    uniforms: [uniform(stream), uniform(stream), uniform(stream)],
    normal: normal(stream),
    gamma: asked.gamma.map((shape) => gamma(stream, shape)),
    dirichlet: dirichlet(stream, asked.dirichlet, asked.concentration),
  };
}
