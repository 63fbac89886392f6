/** Which numbers of the method were made with the events in sight, and which of them the refit column frees of it. */
import type { MethodologyDocument, ParameterEntry, Parameters } from '../vocabulary/methodology.ts';
import type { LookAhead } from './report.ts';

type Treatment = Omit<LookAhead, 'what' | 'basis'>;

const REFITTED: Partial<Record<keyof Parameters, string>> = {
  new_control_prior: 'mean from the controls known at the origin; the strength (beta) is expert and stays',
  control_class:
    'medians of licence, ban and export_quota by right-censored lognormal maximum likelihood, and pi of licences by Jeffreys, from the episodes known at the origin; below three ended episodes the published median stands',
  control_sigma: 'from the licences and bans known at the origin; below three ended episodes the published value stands',
  p_announced: 'Jeffreys share of the packages announced with a later date that had come by the origin',
};

/** Parameters copied from a fitted value, or chosen when the campaign was known, although their basis does not state it. */
const REFITTED_WITHOUT_BASIS: Partial<Record<keyof Parameters, string>> = {
  new_control_effect: 'its median and sigma are those of licences: refitted with them',
  new_control_clock_start:
    'the published clock starts after the calm years and before the campaign: the refit counts from the start of the back-test',
};

const NOT_REFITTED: Partial<Record<keyof Parameters, string>> = {
  signal_taiwan: 'fitted to the spread of the series, not to controls; it saw the whole series',
  signal_senkaku: 'fitted to the spread of the series, not to controls; it saw the whole series',
  signal_carriers: 'fitted to the spread of the series, not to controls; it saw the whole series',
};

const UNKNOWN_TREATMENT = 'not refitted: the harness does not know this parameter';

/** Facts and judgements that have one vintage. */
const ONE_VINTAGE: readonly (readonly [what: string, how: string])[] = [
  [
    'world shares, import shares, import reliance, cover, routes',
    'one vintage, mostly 2024 to 2026: import rows of 2025 already hold the reaction to controls',
  ],
  [
    'base rate of disruptions',
    'an episode counts from its first day, though that it bound was seen weeks or months later: this flatters the base rate, not the score',
  ],
  ['governance', 'one vintage, data year 2023'],
  ['mapping of measures to classes, elements and coverage', 'read from the instruments in 2026, knowing what came of them'],
  [
    'expert values: rho, pi and medians of the other classes, weights of the signals, rates of transit, instability and facilities',
    'set in 2026, knowing the events',
  ],
  [
    'end and suspension dates of measures',
    'one vintage of each row; a suspension counts from the day it begins, an end date as if it was in the instrument',
  ],
];

/** Every fitted parameter of the document with its treatment, then what has one vintage only. */
export function lookAhead({ parameters }: Pick<MethodologyDocument, 'parameters'>): readonly LookAhead[] {
  const names = Object.keys(parameters) as (keyof Parameters)[];
  const treatment = (name: keyof Parameters): Treatment => {
    const refit = REFITTED[name] ?? REFITTED_WITHOUT_BASIS[name];
    return refit === undefined ? { refitted: false, how: NOT_REFITTED[name] ?? UNKNOWN_TREATMENT } : { refitted: true, how: refit };
  };
  const basisOf = (name: keyof Parameters): string => (parameters[name] as ParameterEntry<unknown>).basis;
  const listed = names.filter((name) => basisOf(name).startsWith('fitted') || REFITTED_WITHOUT_BASIS[name] !== undefined);
  return [
    ...listed.map((name) => ({ what: name, basis: basisOf(name), ...treatment(name) })),
    ...ONE_VINTAGE.map(([what, how]) => ({ what, basis: 'one vintage', refitted: false, how })),
  ];
}
