/**
 * `docs/methodology.md`: what a score means and does not mean, the formulas in their order, and every parameter, taken from the methodology
 * documents. The prose stands here and nowhere else; numbers come from the documents and from one worked score. Pure.
 */
import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import { fixed, markdownTable } from './markdown.ts';
import { WORKED_EXAMPLE, type WorkedExample } from './worked-example.ts';

const NOT_MEANT = `- **No track record yet.** Forecasts are [pinned since the first run and judged when their windows close](track-record.md). Rates, severities and chances to bind are for the most part expert values that rest on a handful of events. The [back-test](backtest.md) measures what there is to measure; it ships with its negative results.
- **No price, and no shortage of the world.** A score says that a buyer's supply starts to be disrupted for longer than its cover. It says nothing of prices, and a score of 80 does not mean that 80 % of the tonnes are gone.
- **No forecast of a government.** A control in force is counted as the chance that it starts to bind within a year; one more control as a rate learned from those so far.
- **No single company.** Cover, shares and substitution are those of a country. A company with a contract or a warehouse of its own has another risk.
- **Not comparable with an index.** [Concentration and supply-risk indices](indices.md) stand beside the score and are never part of it. A score of 40 is a chance of 40 %, an index of 40 is not.
- **Differences of a few points are noise.** The interval p05 to p95 is often wider than the distance between neighbours of the ranking. Use the bands, the interval and the rank interval.
- **Low is not safe.** It can also mean that a measure is not in the register, that own output lives on foreign feed, or that a plant is not known. Coverage says how much of the inputs was known.`;

const meaning = ({
  version,
  parameters: { horizon_days: whole, horizon_short_days: short },
}: MethodologyDocument): string => `\`score\` of a subject for a buyer = 100 x the probability that, within the next ${whole.value} days, a supply disruption **starts that outlasts the buyer's cover**.
Cover is what the buyer can live on meanwhile: goods on their way, stocks of companies, the usable part of national stocks. A higher score is a higher risk. Beside it stand always
the chance of a stock-out within ${short.value} and ${whole.value} days, expected days and tonnes short, the interval p05/p50/p95, the contributions, coverage, stale inputs, and the score without signals.

Since ${version} a score says which of two things it means. **State**: a control or disruption is in force already, and binds for longer than the cover. **New event**: another begins. The score is their union,
\`100 (1 - (1 - state/100)(1 - new_event/100))\`, and hazards of the two parts have waterfalls of their own that sum to \`state\` and \`new_event\`.

A **hazard** is one way in which supply can stop: controls in force, one more control, closed sea lanes, unrest at an origin, an outage of the largest plant. Hazards add; scores do not.
The score of an element is that of its worst stage; stages are never summed, because one policy hits several. The score of a country is the worst element and stage that its hazards reach.`;

/** Which section of the specification of 2.0.0 replaces or extends which step of the base. */
const REPLACED_STEPS = markdownTable(
  ['step below', 'in 2.0.0', 'section of its specification'],
  [
    ['1 facts', 'ends count from when they were known, regimes go on, parts of measures, end use of the buyer', '3.1, 3.2'],
    ['2 shares', 'newest edition known on the day; old reliance caps domestic supply; domestic output on foreign feed', '2'],
    ['3 loss, cover', 'cover is filled by notice, drawn by controls and refilled; finished goods and feed apart', '3.5, 4'],
    ['4 binding', 'what trade did after a control; a stronger measure never lowers a score', '3.3, 3.4'],
    ['5 controls in force', 'layers that never weaken each other; this is the state', '4'],
    ['6 hazards that may start', 'rate of new controls by origin from measures worldwide; feed; signals act while they last', '5, 6'],
    ['8 suppliers', 'a named link replaces its share of input only; countries are sources', '8'],
    ['9 uncertainty', 'what is unknown is drawn wide; inputs are ordered by rank', '7, 10, 11'],
  ],
);

const FORMULAS = `Names in \`code\` are parameters of the tables below. H is the horizon in days, D the day of the score, K the day of what is known. Sums run over keys in byte order and nothing is rounded on the way.

### 1. Which facts count
A measure is known from its \`known_from\` on, if that is not after K and D. On D it is announced, in force, suspended or ended; the end of a suspension that has passed without an extension puts it in force again.
It hits a buyer that it names, or every buyer (\`ALL\`); it acts on an element and stage with a coverage between 0 and 1. \`@dual_use\` stands for whatever a licence of the same origin covers on that day.

### 2. Shares of the buyer's supply
\`\`\`
W    = world shares / their sum                     own = world share of the buyer / demand_share
d    = min(free, own) + secondary_weight max(0, free - own),  free = clamp(1 - import reliance, 0, 1)
d    = min(domestic_inferred.cap, domestic_inferred.factor own)         when import reliance is unknown
f_o  = import_weight m_o + (1 - import_weight) W_o                      m: the buyer's imports / their sum
sec  = clamp(secondary_weight EoL, 0, 1)            EoL: recycling input rate
a_o  = (1 - sec)(1 - d) f_o                         shares, domestic and secondary sum to 1
\`\`\`
Domestic and recycled supply are hit by no border. \`OTH\`, the unnamed rest, stands for \`other_origins\` equal origins.

### 3. Loss and time to survive
\`\`\`
cover  = max(cover of the stage, cover_floor_days) + stage_pipeline_days
spare  = max(spare_floor, ramp (1 - a) + substitution_weight (1 - SI))      ramp_all, or ramp_targeted when not every buyer is hit
l      = max(0, a rho - spare)                                              part of supply that is lost
TTS    = cover / l                                                          days; no end when nothing is lost
P(T > TTS) = Phi((ln median - ln TTS) / sigma)                              lognormal duration
\`\`\`
This is how concentration enters: with many origins \`a\` is small, \`l\` is 0 and nothing can be lost.

### 4. Chance that a measure binds
\`\`\`
g(x)  = min(1, (1 - exp(-x/binding_lag_days)) / (1 - exp(-horizon_days/binding_lag_days)))
pi_0  = pi (pi_age_floor + (1 - pi_age_floor) 2^(-age/pi_age_half_life_days))     x general_licence_factor for each general licence
pi_m  = pi_0 p (g1 + w (g(H - s) - g1)),  g1 = g(min(H, end) - s)
\`\`\`
In force: s = 0, p = 1. Announced: s = days until it takes effect, p = \`p_announced\`. Suspended: s = days until the suspension ends, p = 1 - \`renewal_suspension\`^n with n decisions (one each \`renewal_term_days\`) left in the horizon.
w is \`renewal_restriction\`, the chance that it goes on after its end, or 0 when the end is firm.

### 5. Controls in force, one hazard per origin
Of the *flow* measures only the strongest counts, for they stop the same tonnes; *user* measures (end uses, lists of firms) name different users of what is let through.
For a threshold pu among the chances of the user measures, each counts \`rho min(1, pi/pu)\`: rho_u is the strongest end-use rule plus the lists, at most \`user_rho_cap\`.
\`\`\`
q = pi (1 - pu) P_flow + (1 - pi) pu P_user + pi pu max(P_both, P_flow, P_user)
    P_both: rho = 1 - (1 - rho)(1 - rho_u), the shorter median, the smaller ramp
Lambda = -ln(1 - q) for the flow measure and threshold (or none) with the largest q, at most 1 - 1e-6
\`\`\`

### 6. Hazards that may start
\`\`\`
Lambda = lambda u H_y P(T > TTS),   H_y = H / year_days,   u = exp(min(tilt_cap, sum beta_k x_k))
new control      lambda = new_control_effect.pi (alpha tier gov + n) / (beta + t)
                 tier = clamp((W - low)/(high - low), floor, 1),  gov = clamp((2.5 - WGI mean)/5, 0, 1) / new_control_gov_ref
                 n: days since new_control_clock_start on which a control of this origin for this buyer became known;  t: years since
instability      lambda = clamp(rate0 exp(-gamma PV), min, max)
transit          a = sum of shares x part through the lanes, rho = transit_rho, lambda = transit_rate
facility         a = share of the largest plant, else facility.plant_fraction x the largest share
\`\`\`
The signals x (0 to 4, see [signals](signals.md)) tilt new controls of \`signal_origin\` and transit; a signal that is stale or missing counts \`signal_unknown_x\`.

### 7. Stage, element, points
\`\`\`
Lambda = sum over hazards         score = 100 (1 - exp(-Lambda))         points of a hazard = score Lambda_h / Lambda
P(stock-out within X) = 1 - exp(-sum of inside_X),  inside_X = lambda u max(0, X - TTS)/year_days P(T > TTS); a control: its terms x g(X - TTS - s)/g(H - s)
expected days = sum of lambda u H_y l E[(T - TTS)+]
\`\`\`
The element has the stage with the largest Lambda. A stage without world shares has no score, and neither has an element without any stage: unknown, never 0.

### 8. Suppliers
A supplier is a chain of sites. The loss of a site is the larger of its own hit and what its feeds lose: an essential feed limits, replaceable ones add up to their irreplaceable part. One hazard per event, never per path; the same formulas with
TTS = cover / a and no spare. [Suppliers](suppliers.md) shows them, with the rules by which inputs are made.

### 9. Uncertainty
\`sampling.draws\` seeded draws of shares, governance, rates, durations, severities, chances, cover and spare, each scored as above; p05, p50 and p95 of the scores. Missing and stale inputs are drawn wider. Same inputs, same seed: same bytes.`;

const oneLine = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A value of a parameter in a cell: numbers as they are, tables as `key value` pairs. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ') || 'none';
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).map(([key, part]) => `${key} ${typeof part === 'object' ? `(${shown(part)})` : shown(part)}`);
  return pairs.join('; ') || 'none';
}

/** Parameters that have a table of their own. */
const OWN_TABLE: Readonly<Record<string, string>> = { control_class: 'control classes', beta: 'signal weights', bands: 'bands' };

function parameterTable({ parameters }: MethodologyDocument): string {
  const rows = Object.entries(parameters).map(([name, { value, unit, basis, source, note }]) => {
    const table = OWN_TABLE[name];
    return [`\`${name}\``, table === undefined ? shown(value) : `see ${table}`, unit, basis, source, note].map(oneLine);
  });
  return markdownTable(['parameter', 'value', 'unit', 'basis', 'source', 'note'], rows);
}

function classTable({ parameters }: MethodologyDocument): string {
  const classes = Object.entries(parameters.control_class.value);
  return markdownTable(
    ['class', 'group', 'rho:', 'pi:', 'median, days:'],
    classes.map(([name, { group, rho, pi, median }]) => [name, group, rho, pi, median]),
  );
}

function weightTable({ parameters }: MethodologyDocument): string {
  const hazards = Object.entries(parameters.beta.value);
  const signals = Object.keys(parameters.signal_stale_after_days.value);
  const rows = hazards.flatMap(([hazard, buyers]) =>
    Object.entries(buyers).map(([buyer, weights]) => [hazard, buyer, ...signals.map((signal) => weights[signal] ?? 0)]),
  );
  return markdownTable(['hazard', 'buyer', ...signals.map((signal) => `${signal}:`)], rows);
}

function bandTable({ bands }: MethodologyDocument): string {
  return markdownTable(
    ['band', 'from, points:', 'colour'],
    bands.map(({ name, from, colour }) => [name, from, `\`${colour}\``]),
  );
}

function measureTable({ measure_map }: MethodologyDocument): string {
  const rows = Object.entries(measure_map).map(([event, { control_class, applies, origins, targets, residual_class, note }]) => [
    event,
    control_class,
    applies.map(({ elements, stages, coverage }) => `${elements.join(' ')}: ${stages.join(' ')}, ${coverage}`).join('; '),
    [
      ...(origins === undefined ? [] : [`origins ${origins.join(' ')}`]),
      ...(targets === undefined ? [] : [`targets ${targets.join(' ')}`]),
      ...(residual_class === undefined ? [] : [`while suspended ${residual_class}`]),
      ...(note === undefined ? [] : [note]),
    ].join('; '),
  ]);
  return markdownTable(
    ['row of the policy table', 'class', 'elements: stages, coverage', 'instead of the row, and notes'],
    rows.map((cells) => cells.map(oneLine)),
  );
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${oneLine(line)}`).join('\n');

/** The version that a variant is one of: `2.0.0` of `2.0.0-evidence-only`. */
const variantOf = ({ version }: MethodologyDocument, all: readonly MethodologyDocument[]): MethodologyDocument | undefined =>
  all.find((one) => version.startsWith(`${one.version}-`));

/** A table of the differences between a methodology and its base: parameters, mapped rows, limitations. `published` is the version that runs publish. */
function differences(base: MethodologyDocument, other: MethodologyDocument, published: string): string {
  const of = (document: MethodologyDocument, name: string): unknown =>
    (document.parameters as Readonly<Record<string, { value: unknown }>>)[name]?.value;
  const names = [...new Set([...Object.keys(base.parameters), ...Object.keys(other.parameters)])];
  const changed = names.filter((name) => JSON.stringify(of(base, name)) !== JSON.stringify(of(other, name)));
  const cell = (value: unknown): string => (value === undefined ? 'not there' : oneLine(shown(value)));
  const added = Object.keys(other.measure_map).filter((event) => !Object.hasOwn(base.measure_map, event));
  const gone = base.limitations.filter((limitation) => !other.limitations.includes(limitation));
  const fresh = other.limitations.filter((limitation) => !base.limitations.includes(limitation));
  const titles = other.amendments?.items.map(({ title }) => title) ?? [];
  return [
    `### ${other.version} (${other.version === published ? 'published' : 'alternative'})`,
    other.note,
    ...(titles.length === 0
      ? []
      : [
          list(titles),
          `[Methodology ${other.version.replace(/-.*/, '')}](methodology-${other.version.replace(/-.*/, '')}.md) says what each of them does.`,
        ]),
    changed.length === 0
      ? 'No parameter differs.'
      : markdownTable(
          ['parameter', base.version, other.version],
          changed.map((name) => [`\`${name}\``, cell(of(base, name)), cell(of(other, name))]),
        ),
    ...(added.length === 0 ? [] : [`Rows of policy that only it maps: ${added.join(', ')}.`]),
    ...(gone.length === 0 ? [] : ['Limits of the base that it does not have, or not in these words:', list(gone)]),
    ...(fresh.length === 0 ? [] : ['Its own:', list(fresh)]),
  ].join('\n\n');
}

/** Steps of the worked score that a reader looks for first. */
function exampleTable({ rows }: WorkedExample): string {
  const steps = rows.flatMap(({ label, value }, index) =>
    value !== null && /^(cover of the stage|a, share of|q of \w+$|Lambda|points of|score$)/.test(label) && value >= 1e-6
      ? [[`B${index + 2}`, label, fixed(value, 6)]]
      : [],
  );
  return markdownTable(['cell', 'step', 'value:'], steps);
}

/** The page. `documents` begin with the base, whose parameters are shown in full; `headline` is the version of the document that runs publish. */
export function methodologyPage(documents: readonly MethodologyDocument[], headline: string, example: WorkedExample): string {
  const [base, ...others] = documents;
  const published = documents.find(({ version }) => version === headline);
  if (base === undefined || published === undefined) throw new Error(`no methodology ${headline} ships with this version`);
  const { element, buyer, asOf } = WORKED_EXAMPLE;
  return `${[
    '# How a score is made',
    `Made by \`npm run docs:methodology\` from the methodology documents; a test makes it again and compares bytes. The API serves the same documents at \`/v1/methodologies/{version}\`. Runs publish ${published.version}, which is specified to the digit in [methodology ${published.version}](methodology-${published.version}.md); it stands on ${base.version}, whose formulas and parameters are shown here in full because every later version is said as a difference to it.`,
    '## What a score does not mean',
    NOT_MEANT,
    `Known failures of ${published.version}:`,
    list(published.limitations),
    '## What a score is',
    meaning(published),
    '## The formulas, in their order',
    `The steps of ${base.version} (${base.date}). ${published.version} keeps their order and replaces parts of them:`,
    REPLACED_STEPS,
    FORMULAS,
    '## One score to recompute',
    `Under ${base.version}, ${element} for ${buyer} on ${asOf} is ${fixed(example.result.score, 2)} (${example.result.band}), from the stage ${example.result.stage}. [methodology-worked-example.csv](methodology-worked-example.csv) is the whole calculation with live formulas: open it in a spreadsheet, column B holds the formulas, column C the values they must give. A test evaluates it without any code of the scorer.`,
    exampleTable(example),
    `## Parameters of ${base.version}`,
    'basis: published = read in a source; fitted = computed from the data; expert = judgement, no evidence found.',
    parameterTable(base),
    '## Control classes',
    'rho: part of the flow that stops while it binds; pi: chance that it binds within a year in force; median: length of the shortage.',
    classTable(base),
    '## Signal weights',
    'beta per unit of x, by hazard and buyer.',
    weightTable(base),
    '## Bands',
    bandTable(base),
    '## Rows of policy and what they do',
    'A row that is not here, or of class `none`, starts no disruption of supply. `@` names a group of elements.',
    measureTable(base),
    'Reliefs:',
    markdownTable(['row of the policy table', 'what it does'], Object.entries(base.relief_map)),
    'Groups:',
    markdownTable(
      ['group', 'members'],
      Object.entries(base.groups).map(([name, members]) => [name, members.join(' ')]),
    ),
    '## Versions',
    `### ${base.version} (alternative)`,
    'Everything above. Its known failures:',
    list(base.limitations),
    ...others.map((other) => differences(variantOf(other, others) ?? base, other, published.version)),
  ].join('\n\n')}\n`;
}
