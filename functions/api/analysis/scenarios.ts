import { LONGEST_LINK, type ScenarioRequest, scenarioSchema } from '#contracts/api/analysis-requests.ts';
import type { FieldError } from '#contracts/api/problem.ts';
import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import type { Company } from '#domain/companies/company.ts';
import type { CompanyWorld } from '#domain/companies/company-results.ts';
import { measureTitle } from '#domain/explanations/labels.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { ELEMENT_GROUPS } from '#domain/method/measure.ts';
import type { MethodologyDocument } from '#domain/method/parameters.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { adjustableNumbers, assumptionsOf } from '#domain/scenarios/assumptions.ts';
import type { CompanyChange } from '#domain/scenarios/evaluate-company.ts';
import { evaluateElements, evaluateSuppliers } from '#domain/scenarios/evaluate-scenario.ts';
import { composed, NO_CHANGES, type ScenarioChanges, type StopFacts } from '#domain/scenarios/scenario.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import type { ObservationVersion } from '#domain/signals/observations.ts';
import { fitted, inSentence, type Language, LONGEST_LABEL, message, rendered } from '#domain/words/render.ts';
import { closestMatch, ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import { bodyErrors, READING } from '#functions/http/parse-request.ts';
import type { ClientItem } from '#functions/store/clients/client-items.ts';
import { suppliersNamedBy } from '#functions/store/clients/companies.ts';
import type { RunRecord } from '#functions/store/runs/run-ledger.ts';
import { type PublishedScores, runDocument } from '#functions/store/scores/published-scores.ts';
import { elementsWithCustom } from '../measures/elements-with-custom.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import {
  elementInputsOf,
  methodologyOfRun,
  stopFactsOf,
  supplierInputsOf,
} from '../published-run/run-inputs.ts';
import { PAGE_SCALE } from '../published-run/score-links.ts';

type ScenarioWorld = Readonly<{
  elements: readonly ElementInputs[];
  suppliers: readonly string[];
  facts: StopFacts;
  method: MethodologyDocument;
}>;

type Named = readonly [pointer: string, name: string];

/** Such a part would change nothing, and look as if it did not matter. */
function scenarioErrors(
  request: ScenarioRequest,
  { elements, suppliers, facts, method }: ScenarioWorld,
): readonly FieldError[] {
  const symbols = elements.map(({ element }) => element);
  const groups = [...symbols, ...Object.keys(ELEMENT_GROUPS).map((name) => `@${name}`)];
  const measures = elements.flatMap((inputs) => inputs.measures.map(({ id }) => id));
  const places = elements.flatMap(({ stages }) =>
    Object.values(stages).flatMap((stage) => [
      ...Object.keys(stage?.world ?? {}),
      ...Object.keys(stage?.imports ?? {}),
    ]),
  );
  return [
    ...unknown('element', namedElements(request), symbols),
    ...unknown('element or group', namedGroups(request), groups),
    ...unknown('measure that acts on scores', namedMeasures(request), measures),
    ...unknown('supplier with a known output', namedInStops(request, 'supplier'), [
      ...facts.outputs.map(({ supplier }) => supplier),
      ...suppliers,
    ]),
    ...unknown('country that supplies a scored element', namedInStops(request, 'origin'), places),
    ...stageErrors(request, elements),
    ...conflicts(request),
    ...numberErrors(request, method),
  ];
}

function conflicts(request: ScenarioRequest): readonly FieldError[] {
  const ofBuyers = (['buyers', 'subject_type', 'elements', 'custom_measures'] as const).filter(
    (name) => request[name] !== undefined,
  );
  const pairs = [
    ...(request.company === undefined ? [] : ofBuyers.map((name) => [name, 'company'] as const)),
    ...(request.custom_measures === true && request.subject_type === 'supplier'
      ? [['custom_measures', 'subject_type'] as const]
      : []),
  ];
  return pairs.map(([name, other]) => ({
    pointer: `/${name}`,
    code: 'conflicting_parameters',
    detail: `\`/${name}\` does not go with \`${other}\`: leave one of them out.`,
  }));
}

const each = (pointer: string, names: readonly string[] | null | undefined): Named[] =>
  (names ?? []).map((name, index) => [`${pointer}/${index}`, name]);

const namedElements = ({ elements, cover, shares }: ScenarioRequest): readonly Named[] => [
  ...each('/elements', elements),
  ...cover.flatMap((change, index) => each(`/cover/${index}/elements`, change.elements)),
  ...shares.map(({ element }, index): Named => [`/shares/${index}/element`, element]),
];

const namedGroups = ({ measures_added, stops }: ScenarioRequest): readonly Named[] =>
  Object.entries({ measures_added, stops }).flatMap(([list, parts]) =>
    parts.flatMap(({ elements }, index) => each(`/${list}/${index}/elements`, elements)),
  );

const namedInStops = ({ stops }: ScenarioRequest, what: 'supplier' | 'origin'): readonly Named[] =>
  stops.flatMap((stop, index): Named[] =>
    stop[what] === null ? [] : [[`/stops/${index}/${what}`, stop[what]]],
  );

const namedMeasures = ({ measures_lifted, measures_unsuspended }: ScenarioRequest): readonly Named[] => [
  ...each('/measures_lifted', measures_lifted),
  ...each('/measures_unsuspended', measures_unsuspended),
];

const LISTED = 40;

function unknown(kind: string, given: readonly Named[], known: readonly string[]): readonly FieldError[] {
  const names = [...new Set(known)].sort();
  return given.flatMap(([pointer, name]) => {
    if (names.includes(name)) return [];
    const meant = closestMatch(name, names);
    const guess = meant === null ? '' : ` Did you mean ${meant}?`;
    const choice = names.length > LISTED ? '' : ` There are: ${names.join(', ')}.`;
    return [
      {
        pointer,
        code: 'unknown_id',
        detail: `\`${pointer}\` is ${JSON.stringify(name)}: there is no such ${kind}.${guess}${choice}`,
      },
    ];
  });
}

function stageErrors({ shares }: ScenarioRequest, elements: readonly ElementInputs[]): readonly FieldError[] {
  return shares.flatMap(({ of, element, stage }, index) => {
    const inputs = elements.find((one) => one.element === element);
    if (inputs === undefined || inputs.stages[stage]?.[of] != null) return [];
    const pointer = `/shares/${index}/stage`;
    const there = Object.entries(inputs.stages).flatMap(([name, given]) =>
      given?.[of] == null ? [] : [name],
    );
    const only = there.length === 0 ? 'nowhere' : `only at: ${there.join(', ')}`;
    const detail = `\`${pointer}\` is ${stage}: ${element} has no shares of ${of} there, ${only}.`;
    return [{ pointer, code: 'invalid_value', detail }];
  });
}

function numberErrors({ parameters }: ScenarioRequest, method: MethodologyDocument): readonly FieldError[] {
  const numbers = adjustableNumbers(method);
  const names = Object.keys(parameters).map((name): Named => [`/parameters/${name}`, name]);
  const outside = Object.entries(parameters).flatMap(([name, value]) => {
    const range = numbers.find((number) => number.name === name);
    if (range === undefined || (value >= range.min && value <= range.max)) return [];
    const pointer = `/parameters/${name}`;
    return [
      {
        pointer,
        code: 'invalid_value',
        detail: `\`${pointer}\` is ${value}: send a number from ${range.min} to ${range.max}.`,
      },
    ];
  });
  return [
    ...unknown(
      'number of the method that a scenario may set',
      names,
      numbers.map(({ name }) => name),
    ),
    ...outside,
  ];
}

/** Equal scenarios have one canonical text. */
export function askedOnly(request: object): Readonly<Record<string, unknown>> {
  const asked = Object.entries(request).filter(([, value]) => value != null && !isEmpty(value));
  return Object.fromEntries(
    asked.map(([name, value]) => [name, Array.isArray(value) ? value.map(partOf) : value]),
  );
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
const partOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? askedOnly(value) : value;

/** Null when it would be too long. */
export function scenarioLink(request: Partial<ScenarioRequest>): string | null {
  const text = Buffer.from(canonicalJson(askedOnly(request))).toString('base64url');
  return text.length > LONGEST_LINK ? null : `/v1/scenario-evaluations?scenario=${text}`;
}

/** Throws `invalid_request` for one that was changed on its way. */
export function scenarioOfLink(text: string | undefined): ScenarioRequest {
  const parsed = scenarioSchema.safeParse(text === undefined ? {} : jsonOf(text), READING);
  if (parsed.success) return parsed.data;
  const errors = bodyErrors(parsed.error.issues).map(({ detail, code }) => ({
    parameter: 'scenario',
    code,
    detail,
  }));
  throw invalidRequest(errors);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64url')));
  } catch {
    const detail =
      '`scenario` is not that of a `share_url`: it was cut or changed. Send the scenario as the body of POST /v1/scenario-evaluations.';
    throw new ExpectedError('invalid_request', detail, [
      { parameter: 'scenario', code: 'invalid_value', detail },
    ]);
  }
}

export type Asker = Readonly<{
  ownMeasures: () => Promise<readonly ObservationVersion[]>;
  /** Throws `not_found`. */
  companyIn: (
    id: string,
    run: RunRecord,
  ) => Promise<Readonly<{ stored: ClientItem<Company>; world: CompanyWorld }>>;
  language: Language;
}>;

/**
 * Scores of a run as they are and as the scenario has them. Throws `invalid_request` for unknown names,
 * `not_found` for a run that is gone.
 */
export async function answerScenario(
  scores: PublishedScores,
  request: ScenarioRequest,
  { ownMeasures, companyIn, language }: Asker,
) {
  const run = await runOf(scores, request.run_id);
  const runId = run.run_id;
  const changes = composed(templateOf(request), changesOf(request));
  const asked = request.company === undefined ? null : await companyIn(request.company, run);
  const company = asked?.stored.content;
  const buyers = [...new Set(company === undefined ? (request.buyers ?? ['JPN']) : [company.country])];
  const [worlds, { document: method, reference }, ofRun, titles] = await Promise.all([
    Promise.all(
      buyers.map(async (buyer) => ({
        buyer,
        elements: (await elementInputsOf(scores, runId, buyer)).elements,
      })),
    ),
    methodologyOfRun(scores, runId),
    stopFactsOf(scores, runId, changes),
    titlesOf(scores, runId, changes),
  ]);
  const suppliers = company === undefined ? [] : suppliersNamedBy(company);
  const ownNames = suppliers.map((id) => [id, asked?.world.supplierName(id) ?? id]);
  const facts = { ...ofRun, names: { ...ofRun.names, ...Object.fromEntries(ownNames) } };
  const own = request.custom_measures === true ? await ownMeasures() : null;
  const known = await Promise.all(
    worlds.map(({ elements }) =>
      own === null ? { elements, measures: [] } : elementsWithCustom(scores, run, elements, own),
    ),
  );
  const [{ elements: ofFirst, measures: ownKnown }] = known as [(typeof known)[number]];
  const errors = scenarioErrors(request, { elements: ofFirst, suppliers, facts, method });
  if (errors.length > 0) throw invalidRequest(errors);
  const isAsked = (element: string): boolean => request.elements?.includes(element) !== false;
  const results = asked === null ? await ofBuyers() : await ofCompany(asked, buyers);
  const { run_id: _run, company_version: ofLink, ...question } = request;
  const version = asked?.stored.version;
  const isChanged = version !== undefined && ofLink !== undefined && ofLink !== version;
  const assumed = {
    buyers,
    as_of: run.as_of,
    register_read: ofFirst[0]?.decisions?.read_to ?? null,
    facts,
    methodology: method,
    pressure: ofFirst[0]?.pressure ?? {},
    titles,
  };
  return {
    scenario: JSON.parse(canonicalJson(askedOnly(question))) as Record<string, unknown>,
    changes: askedOnly(changes),
    buyers,
    baseline: {
      run_id: runId,
      as_of: run.as_of,
      known_at: run.known_at,
      inputs_sha256: run.inputs_sha256,
      methodology: reference,
    },
    summary: summaryOf(results),
    company:
      asked === null
        ? null
        : {
            id: asked.stored.id,
            name: asked.stored.content.name,
            version: asked.stored.version,
            currency: asked.stored.content.currency,
          },
    results: results.map(({ unchanged_because: because, by_driver, ...result }) => ({
      ...result,
      by_driver: by_driver.map(({ label, ...driver }) => ({
        ...driver,
        label: fitted(rendered(label, language), LONGEST_LABEL),
      })),
      unchanged_because: because && rendered(because, language),
    })),
    assumptions: [
      ...(isChanged ? [message('scenario_company_changed', { asked: ofLink, version })] : []),
      ...assumptionsOf(changes, assumed),
    ].map((sentence) => rendered(sentence, language)),
    ...(own === null ? {} : { custom_measures: ownKnown }),
    scale: PAGE_SCALE,
    share_url:
      own === null
        ? scenarioLink({
            ...question,
            ...(version === undefined ? {} : { company_version: version }),
            run_id: runId,
          })
        : null,
    run_id: runId,
    as_of: run.as_of,
  };

  async function ofBuyers(): Promise<readonly Result[]> {
    return (await Promise.all(worlds.map(request.subject_type === 'supplier' ? ofSuppliers : ofElements)))
      .flat()
      .sort(largestFirst);
  }

  async function ofCompany(
    { stored: { id, content }, world }: Awaited<ReturnType<Asker['companyIn']>>,
    [buyer = '']: readonly string[],
  ) {
    const [{ evaluateCompany }, { elementNameIn, nameOfLine }] = await Promise.all([
      import('#domain/scenarios/evaluate-company.ts'),
      import('../companies/results-in-language.ts'),
    ]);
    const elementName = elementNameIn(language);
    const [any, ...lines] = evaluateCompany(content, world, changes, facts, method).map(
      ({ line, ...change }): Result => {
        const subject =
          line === null
            ? { type: 'company', id, name: content.name }
            : {
                type: 'line',
                id: line.key,
                name: nameOfLine({ line: line.key, name: line.name }, elementName, language),
              };
        return { subject, buyer, ...change };
      },
    );
    return [any as Result, ...lines.sort(largestFirst)];
  }

  async function ofElements(
    { buyer, elements }: (typeof worlds)[number],
    place: number,
  ): Promise<readonly Result[]> {
    const chosen = elements.filter(({ element }) => isAsked(element));
    const starting = known[place]?.elements.filter(({ element }) => isAsked(element));
    return evaluateElements(chosen, changes, facts, method, starting).map((change, at) => {
      const id = chosen[at]?.element as string;
      return {
        subject: { type: 'element', id, name: inSentence(message('report_name_element', { id }), language) },
        buyer,
        ...change,
        ...NO_COMPANY,
      };
    });
  }

  async function ofSuppliers({ buyer, elements }: (typeof worlds)[number]): Promise<readonly Result[]> {
    const chosen = (await supplierInputsOf(scores, runId, buyer)).filter(
      ({ inputs }) => request.elements === undefined || Object.keys(inputs.elements).some(isAsked),
    );
    const inputs = chosen.map((one) => one.inputs);
    return evaluateSuppliers(inputs, changes, facts, method, elements).map((change, at) => {
      const { name, inputs: of } = chosen[at] as (typeof chosen)[number];
      return { subject: { type: 'supplier', id: of.supplier, name }, buyer, ...change, ...NO_COMPANY };
    });
  }
}

async function titlesOf(
  scores: PublishedScores,
  runId: string,
  { measures_lifted, measures_unsuspended }: ScenarioChanges,
) {
  if (measures_lifted.length + measures_unsuspended.length === 0) return {};
  const { measures } = await runDocument(scores, runId, 'measures', measuresDocumentSchema);
  return Object.fromEntries(measures.map((row) => [row.id, measureTitle(row)]));
}

/** It counts from its publication on, although its record is closed a moment later. */
async function runOf(scores: PublishedScores, asked: string | undefined): Promise<RunRecord> {
  const current = (await requirePublished(scores)).run_id;
  const run = await scores.run(asked ?? current);
  if (run !== null && (run.run_id === current || run.status === 'completed' || run.status === 'unfinished'))
    return run;
  if (asked === undefined) throw new Error(`run ${current} is published but has no record`);
  const detail = `There is no completed run ${asked}, or it is no longer kept. Leave out \`run_id\` to stand on the newest; /v1/runs lists them.`;
  throw new ExpectedError('not_found', detail, [{ pointer: '/run_id', code: 'unknown_id', detail }]);
}

const templateOf = ({ template }: ScenarioRequest): ScenarioChanges =>
  SCENARIO_TEMPLATES.find(({ id }) => id === template)?.changes ?? NO_CHANGES;

function changesOf(request: ScenarioRequest): ScenarioChanges {
  const { measures_added, measures_lifted, measures_unsuspended, pressure, stops, shares, parameters } =
    request;
  return {
    measures_added,
    measures_lifted,
    measures_unsuspended,
    pressure,
    stops,
    shares,
    parameters: Object.fromEntries(Object.entries(parameters).sort()),
    cover: request.cover.map(({ elements = null, days = null, factor, add_days }) => ({
      elements,
      days,
      factor,
      add_days,
    })),
  };
}

function summaryOf(found: readonly Result[]) {
  const count = (holds: (change: Result) => boolean) => found.filter(holds).length;
  return {
    elements: found.length,
    raised: count(({ delta }) => (delta ?? 0) > 0),
    lowered: count(({ delta }) => (delta ?? 0) < 0),
    unchanged: count(({ delta }) => delta === 0),
    unscored: count(({ delta }) => delta === null),
    band_changes: count(({ band_from, band_to }) => band_from !== band_to),
  };
}

type Result = Omit<CompanyChange, 'line'> &
  Readonly<{
    subject: Readonly<{ type: string; id: string; name: string }>;
    buyer: string;
  }>;

const NO_COMPANY = { within: [], loss: null };
const sizeOf = ({ delta }: Result) => (delta === null ? -1 : Math.abs(delta));
const placeOf = ({ subject, buyer }: Result) => `${subject.id} ${buyer}`;
const largestFirst = (left: Result, right: Result) =>
  sizeOf(right) - sizeOf(left) || (placeOf(left) < placeOf(right) ? -1 : 1);
