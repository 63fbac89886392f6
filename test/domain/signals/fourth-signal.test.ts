import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { methodologyDocument } from '#contracts/facts/reference-data.ts';
import { SIGNAL_CONTRACTS } from '#contracts/signals/registry.ts';
import { signalDocuments, signalHistoryPoints } from '#domain/explanations/signal-documents.ts';
import { refusedFacts } from '#domain/facts/input-checks.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { type Observation, withObservations } from '#domain/signals/observations.ts';
import { signalsOf } from '#domain/signals/registry.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { type MethodologyDocument, methodologyOf, signalNames } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { caseResult } from '#functions/golden/scoring-case.ts';
import { parseCaseFile } from '#functions/golden/scoring-case-file.ts';
import { readObservation } from '#functions/ingestion/ingest-observations.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';
import { malaccaContract, SIGNALS_WITH_MALACCA } from '#test/builders/malacca-signal.ts';
import { factsOf, methodologiesWithDraws } from '#test/builders/small-facts.ts';

const NIGHT = '2026-10-20';
const NAMES = ['carriers', 'malacca', 'senkaku', 'taiwan_strait'];
const methodologies = methodologiesWithDraws(20);
const published = methodologies.get('1.0.0');
if (published === undefined) throw new Error('1.0.0 ships');

/** 1.0.0 with the signal: its own parameter, its limit of age, and its weight on new controls for Japan. */
function withMalacca({ parameters, ...document }: MethodologyDocument): MethodologyDocument {
  const { signal_stale_after_days: limits, beta, signal_carriers: like } = parameters;
  const { new_control } = beta.value;
  // Apart, because no published methodology has a parameter of this name, and so its type has none.
  const ownParameter = { signal_malacca: { ...like, value: { window_days: 7, incidents_per_state: 2 } } };
  return {
    ...document,
    version: '9.0.0',
    status: 'shadow',
    parameters: {
      ...parameters,
      signal_stale_after_days: { ...limits, value: { ...limits.value, malacca: 10 } },
      beta: { ...beta, value: { ...beta.value, new_control: { ...new_control, JPN: { ...new_control.JPN, malacca: 0.1 } } } },
      ...ownParameter,
    },
  };
}

const later = withMalacca(published.document);
const methodology = methodologyOf(later);
const { parameters } = methodology;
const facts = factsOf(['Dy'], []);
const contracts = { ...SIGNAL_CONTRACTS, malacca: malaccaContract };

function observed(item: object): Observation {
  const observation = readObservation({ series: 'malacca', source: 'ReCAAP', ...item }, NIGHT, contracts);
  if ('validationErrors' in observation) throw new Error(observation.validationErrors.join(' '));
  return observation;
}
const sent = [
  observed({ date: '2026-10-18', known_from: '2026-10-19', values: { incidents: 2 } }),
  observed({ date: '2026-10-20', known_from: '2026-10-20', values: { incidents: 3 } }),
];
const factsOn = (day: string): ReferenceData =>
  withObservations(
    facts,
    sent.map((observation) => ({ observation, version: 1 })),
    day,
    SIGNALS_WITH_MALACCA,
  );

describe('a fourth signal', () => {
  test('is taken by its contract, and what does not fit is told', () => {
    expect(sent[0]).toMatchObject({ signal: 'malacca', date: '2026-10-18', values: { incidents: 2 }, source_url: null });
    expect(readObservation({ series: 'malacca', date: '2026-10-18', source: 'ReCAAP', values: {} }, NIGHT, contracts)).toEqual({
      validationErrors: ['`/values/incidents` is missing; send a number.'],
    });
    expect(readObservation({ series: 'malacca' }, NIGHT)).toEqual({
      validationErrors: ['`/series` is not one of: taiwan_strait, senkaku, carriers.'],
    });
  });

  test('has a state from the observations that were known, and is unknown before the first', () => {
    const on = (day: string) => signalReader(factsOn(day), parameters, SIGNALS_WITH_MALACCA)(day).details.malacca;
    expect(on('2026-10-18')).toMatchObject({ x: null, unknown_because: 'no report' });
    expect(on('2026-10-19')).toEqual({ x: 1, age_days: 1, unknown_because: null, incidents: 2 });
    expect(on('2026-10-20')).toEqual({ x: 2.5, age_days: 0, unknown_because: null, incidents: 5 });
  });

  test('has a document and a history beside the others', () => {
    const data = factsOn(NIGHT);
    const read = signalReader(data, parameters, SIGNALS_WITH_MALACCA);
    const documents = signalDocuments(read(NIGHT), data, parameters, SIGNALS_WITH_MALACCA);
    expect(documents.map(({ theatre }) => theatre)).toEqual(NAMES);
    expect(documents[1]).toMatchObject({
      theatre: 'malacca',
      state: 2.5,
      index: 62.5,
      status: 'current',
      age_days: 0,
      raw: { incidents: 5 },
      summary: "Incidents in the Strait of Malacca: state 2.50 of 4, as rare as about one day in 3162 by the signal's own past.",
    });
    expect(signalHistoryPoints('malacca', read, data, NIGHT, SIGNALS_WITH_MALACCA)).toEqual([
      { date: '2026-10-18', state: null, index: null, raw: { incidents: 2 } },
      { date: '2026-10-20', state: 2.5, index: 62.5, raw: { incidents: 3 } },
    ]);
  });

  test('is refused when a row is off, by name and reason', () => {
    const off = { ...factsOn(NIGHT), malacca: [{ row: 'malacca:1', day: NIGHT, incidents: -1, known_from: NIGHT }] };
    expect(refusedFacts(off, methodology, SIGNALS_WITH_MALACCA)).toMatchObject([
      { table: 'malacca', row: 'malacca:1', signal: 'malacca', reason: expect.stringContaining('incidents') },
    ]);
  });

  test('is cited by its newest row', () => {
    const { signalRows } = indexReferenceData(factsOn(NIGHT), methodology, SIGNALS_WITH_MALACCA);
    expect(signalRows('2026-10-19').malacca).toEqual(['observation:malacca:2026-10-18:1']);
    expect(signalRows(NIGHT).malacca).toEqual(['observation:malacca:2026-10-20:1']);
  });

  test('that a methodology has and the code does not know stops the run, and is not left out in silence', () => {
    expect(signalNames(parameters)).toEqual(NAMES);
    expect(() => signalsOf(parameters)).toThrow('there is no signal "malacca"');
  });
});

describe('beside a fourth signal', () => {
  const scorer = (version: string, documents: ReadonlyMap<string, MethodologyDocument>, data: ReferenceData, withFourth: boolean) => {
    const pinned = new Map([...documents].map(([name, document]) => [name, { document, sha256: name }]));
    const run = {
      run_id: 'r0000000001',
      as_of: NIGHT,
      known_at: NIGHT,
      started_at: `${NIGHT}T18:00:00.000Z`,
      code_version: 'test',
      methodology: { version, sha256: version },
    };
    const registry = withFourth ? { registry: SIGNALS_WITH_MALACCA } : {};
    return referenceRunScorer(run, { data, methodologies: pinned, seedOf: sha256Seed, brief: true, ...registry });
  };
  const shipped = new Map([['1.0.0', published.document]]);
  const both = new Map([...shipped, ['9.0.0', later]]);
  const dysprosium = { type: 'element', id: 'Dy' };

  test('a run of 1.0.0 is the same to the byte, with its rows in the facts and its code in the registry', () => {
    const alone = scorer('1.0.0', shipped, facts, false);
    const beside = scorer('1.0.0', shipped, factsOn(NIGHT), true);
    expect(canonicalJson(beside.findings(dysprosium, 'JPN'))).toBe(canonicalJson(alone.findings(dysprosium, 'JPN')));
    const signalsOfRun = (one: typeof alone) => one.documents().filter(([name]) => name.startsWith('signal'));
    expect(canonicalJson(signalsOfRun(beside))).toBe(canonicalJson(signalsOfRun(alone)));
  });

  test('a methodology that has it gives a higher score, in shadow as well as published, and cites it', () => {
    const shadow = scorer('1.0.0', both, factsOn(NIGHT), true).findings(dysprosium, 'JPN').result.document;
    const own = scorer('9.0.0', both, factsOn(NIGHT), true).findings(dysprosium, 'JPN');
    expect(own.result.document.score).toBeGreaterThan(shadow.score ?? 100);
    expect(shadow.alternatives['9.0.0']).toBe(own.result.document.score);
    expect(own.explanation.evidence).toContainEqual(expect.objectContaining({ row: 'observation:malacca:2026-10-20:1' }));
  });

  test('the golden cases of 1.0.0 do not move, though their inputs have its state', () => {
    const file = parseCaseFile(readFileSync(new URL('../../golden/scoring-cases.json', import.meta.url), 'utf8'), 'scoring-cases.json');
    const loud = { malacca: { x: 4, age_days: 0 } };
    const scored = file.cases.filter(({ kind }) => kind === 'element' || kind === 'supplier' || kind === 'interval');
    expect(scored.length).toBeGreaterThan(30);
    for (const golden of scored) {
      const inputs = golden.inputs as { readonly signals?: object | null };
      const beside = { ...golden, inputs: { ...inputs, signals: { ...inputs.signals, ...loud } } };
      expect(canonicalJson(caseResult(beside, file)), golden.id).toBe(canonicalJson(caseResult(golden, file)));
    }
  });

  test('the published methodologies keep their hashes', () => {
    expect([...bundledMethodologies].filter(([version]) => version.startsWith('1.0.0')).map(([, { sha256 }]) => sha256)).toEqual([
      '8f8112fcb3b6b18494b827e283d68b211245468b13f910a5d06209b42104dd3f',
      'de5a216706ee09300841829452f8568c929bc56d1d0fa9d439af2f713fcd5ae9',
      '77f5fd30b78f691ed57c00926592f89b769e0379570d53b0c4853ef3a890e716',
    ]);
  });
});

describe('the signals of a methodology document', () => {
  const without = (name: string) => {
    const { [name]: _left, ...parameters } = published.document.parameters as unknown as Readonly<Record<string, unknown>>;
    return { ...published.document, parameters };
  };

  test('are those with a limit of age, and each needs its own parameters', () => {
    expect(methodologyDocument.safeParse(published.document).success).toBe(true);
    const lacking = methodologyDocument.safeParse(without('signal_carriers'));
    expect(lacking.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
      'parameters.signal_carriers: a signal that has a limit of age needs it',
    ]);
  });

  test('are written in the order of the published files, whatever the order of the parameters that a build reads', () => {
    for (const [version, { document }] of bundledMethodologies) {
      const { signal_stale_after_days: limits } = document.parameters;
      const value = Object.fromEntries(Object.entries(limits.value).toReversed());
      const read = { ...document, parameters: { ...document.parameters, signal_stale_after_days: { ...limits, value } } };
      const file = new URL(`../../../shared/reference/methodology/${version}.json`, import.meta.url);
      expect(`${JSON.stringify(methodologyDocument.parse(read), null, 2)}\n`, version).toBe(readFileSync(file, 'utf8'));
    }
  });

  test('may be fewer: a methodology without the carriers scores without them, and asks for no rows of theirs', () => {
    const document = without('signal_carriers') as unknown as MethodologyDocument;
    const { signal_stale_after_days: limits } = document.parameters;
    const { carriers: _left, ...others } = limits.value;
    const fewer = { ...document, parameters: { ...document.parameters, signal_stale_after_days: { ...limits, value: others } } };
    expect(methodologyDocument.safeParse(fewer).error?.issues ?? []).toEqual([]);
    const two = methodologyOf(fewer).parameters;
    expect(Object.keys(signalReader(facts, two)(NIGHT).details)).toEqual(['senkaku', 'taiwan_strait']);
  });
});
