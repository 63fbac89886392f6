/** The page of the back-test, docs/backtest.md: what is worse than a baseline first. */
import { comparisons, dayNumber, type Interval } from '../../../docs/benchmark/score.mjs';
import { BUYERS, LAST_DAY } from './facts.ts';
import type { OutcomeRow } from './outcomes.ts';
import { type Answer, SINCE } from './questions.ts';
import { type Compared, correlations, disagreements } from './side-by-side.ts';

const IN_WORDS: Readonly<Record<string, string>> = {
  constant: 'constant',
  rate_that_forgets: 'rate that forgets',
  index_share_china: "China's share",
  index_share_other: 'largest other share',
  index_geopolrisk: 'GeoPolRisk',
  index_eu: 'EU formula',
};
const nameOf = (name: string): string => IN_WORDS[name] ?? (name.startsWith('persistence_') ? 'persistence' : name);

const interval = ({ value, low, high }: Interval, digits = 2): string =>
  Number.isFinite(value) ? `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})` : '';
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Baselines against which a forecast is worse: in full where the interval leaves out 0, by name where it may be chance. */
function worseThan({ figures, ranksOnly }: Answer): readonly string[] {
  const against = Object.entries(figures.against);
  const sets = [
    {
      figure: 'Brier score',
      of: ranksOnly ? [] : against.map(([name, { skill }]) => ({ name, by: skill, text: `skill ${interval(skill)}` })),
    },
    {
      figure: 'ranking of who is hit',
      of: against
        .filter(([name]) => name !== 'constant')
        .map(([name, { auc, aucDifference: by }]) => {
          const text = `AUC ${figures.auc.value.toFixed(2)} against ${auc.value.toFixed(2)}, difference ${interval(by)}`;
          return { name, by, text };
        }),
    },
  ];
  const worse = sets.flatMap(({ figure, of }) => of.filter(({ by }) => by.value < -0.005).map((one) => ({ ...one, figure })));
  const chance = worse
    .filter(({ by }) => by.high >= 0)
    .map(({ name, figure }) => `${nameOf(name)} (${figure === 'Brier score' ? 'Brier' : 'AUC'})`);
  return [
    ...worse.filter(({ by }) => by.high < 0).map(({ name, figure, text }) => `**${figure} worse than ${nameOf(name)}** (${text})`),
    ...(chance.length === 0 ? [] : [`by what may be chance worse than ${chance.join(', ')}`]),
  ];
}

const counted = ({ figures: { n, happened, events } }: Answer): string =>
  `${n} forecasts, ${happened} came true, ${events} independent events`;

/** Best of the baselines by a figure. */
function best(answer: Answer, of: (name: string) => Interval): string {
  const names = Object.keys(answer.figures.against).filter(
    (name) => name !== 'constant' && !/^\d/.test(name) && Number.isFinite(of(name).value),
  );
  const [name] = names.sort((a, b) => of(b).value - of(a).value);
  return name === undefined ? '' : `${nameOf(name)} ${interval(of(name))}`;
}

function summary(answers: readonly Answer[], since: string): string {
  const head = [
    'question (column)',
    'n / came true / events',
    'skill 2.0.0',
    'skill 3.0.0',
    'best baseline',
    'AUC 2.0.0',
    'AUC 3.0.0',
    'best baseline',
  ];
  const rows = answers
    .filter((answer) => answer.since === since)
    .map((answer) => {
      const { title, column, ranksOnly, figures } = answer;
      const { against, auc, n, happened, events } = figures;
      const skills = ranksOnly
        ? ['', '', '']
        : [
            interval((against['2.0.0'] as (typeof against)[string]).overConstant),
            interval((against.constant as (typeof against)[string]).skill),
            best(answer, (name) => (against[name] as (typeof against)[string]).overConstant),
          ];
      return [
        `${title} (\`${column}\`)`,
        `${n} / ${happened} / ${events}`,
        ...skills,
        interval((against['2.0.0'] as (typeof against)[string]).auc),
        interval(auc),
        best(answer, (name) => (against[name] as (typeof against)[string]).auc),
      ];
    });
  return table(head, rows);
}

function details(answer: Answer): string {
  const { title, column, version, figures } = answer;
  const { against, said, brier, auc } = figures;
  const rows = Object.entries(against).map(([name, one]) => [
    nameOf(name),
    one.said.toFixed(3),
    one.brier.toFixed(4),
    interval(one.overConstant),
    interval(one.auc),
    interval(one.skill),
    interval(one.aucDifference),
  ]);
  return `**${title}** (\`${column}\`): ${counted(answer)}, ${figures.groups} groups of elements; happened ${(figures.happened / figures.n).toFixed(3)}

${table(
  [
    'forecast',
    'said',
    'Brier',
    'skill against the constant',
    'AUC within a day',
    `skill of ${version} against it`,
    `AUC of ${version} minus its`,
  ],
  [
    [version, said.toFixed(3), brier.toFixed(4), interval((against.constant as (typeof against)[string]).skill), interval(auc), '', ''],
    ...rows,
  ],
)}`;
}

/** How well each forecast ranked, on the last day before it, the pairs that an event hit. */
function eventRows(answers: readonly Answer[], outcomes: readonly OutcomeRow[]): readonly (readonly string[])[] {
  const panel = (name: string): Answer | undefined => answers.find((answer) => answer.panel === name && answer.since === SINCE[0]);
  const [known, stopped] = [panel('known'), panel('stopped')];
  const events = Map.groupBy(
    outcomes.filter((row) => (row.track === 'known' || (row.track === 'stopped' && row.event === row.id)) && row.outcome === 'yes'),
    ({ event }) => event,
  );
  return [...events].flatMap(([event, rows]) => {
    const [first] = rows as [OutcomeRow];
    const answer = first.track === 'known' ? known : stopped;
    const before = answer?.rows.filter(({ day }) => day < dayNumber(first.begins) && day >= dayNumber(first.begins) - 31) ?? [];
    const hit = new Set(
      rows.flatMap(({ elements, buyers }) =>
        elements.split(' ').flatMap((element) => buyers.split(' ').map((buyer) => `${element} ${buyer}`)),
      ),
    );
    const happened = before.map(({ pair }) => (hit.has(pair) ? 1 : 0));
    const auc = (said: readonly number[]): number => {
      const { wins, all } = comparisons(said, happened);
      return wins / all;
    };
    const own = auc(before.map(({ said }) => said));
    if (!Number.isFinite(own)) return [];
    const others = Object.keys(before[0]?.baselines ?? {})
      .filter((name) => !/^\d/.test(name))
      .map((name) => [name, auc(before.map(({ baselines }) => baselines[name] as number))] as const)
      .sort(([, a], [, b]) => b - a);
    const [name, value] = others[0] as (typeof others)[number];
    const elements = [...new Set(rows.flatMap((row) => row.elements.split(' ')))].sort();
    return [
      [
        event.startsWith(first.origin)
          ? `${event} (${rows.map(({ id }) => id).join(', ')})`
          : `${first.origin} ${first.begins} (${first.id})`,
        elements.length > 6 ? `${elements.length} elements` : elements.join(' '),
        own.toFixed(2),
        `${nameOf(name)} ${value.toFixed(2)}`,
      ],
    ];
  });
}

const INDEX_NAMES = { score: 'score', geopolrisk: 'GeoPolRisk', eu: 'EU formula', eu2017: 'EU 2017', eu2023: 'EU 2023' } as const;
const COLUMNS = ['score', 'geopolrisk', 'eu', 'eu2017', 'eu2023'] as const;

function whyDifferent({ cause, points, score, stage, control, placeByIndex, place }: ReturnType<typeof disagreements>[number]): string {
  const main = `${cause} at ${stage} gives ${points.toFixed(1)} of its ${score.toFixed(1)} points`;
  if (place < placeByIndex) return `what is in force, which no index of concentration knows: ${main}`;
  const CONTROL = {
    in_force: 'its control takes less than stock and spare supply',
    suspended: 'its control is suspended',
    announced: 'its control is only announced',
  };
  return `concentrated, but ${control === null ? 'nothing is in force' : CONTROL[control]}: ${main}`;
}

function indexSection(compared: readonly Compared[]): string {
  const spearmans = BUYERS.map((buyer) => {
    const [row = []] = correlations(compared, buyer, COLUMNS);
    return [buyer, ...row.slice(1).map(({ value, elements }) => `${value.toFixed(2)} (${elements})`)];
  });
  const amongIndices = correlations(compared, 'EUU', COLUMNS)
    .slice(1)
    .map((row, i) => [
      INDEX_NAMES[COLUMNS[i + 1] as (typeof COLUMNS)[number]],
      ...row.slice(1).map(({ value, elements }) => `${value.toFixed(2)} (${elements})`),
    ]);
  const rows = (['geopolrisk', 'eu2017'] as const).flatMap((index) =>
    disagreements(compared, 'EUU', index, 8).map((one) => [
      `${one.element}`,
      INDEX_NAMES[index],
      `${one.place} of ${one.elements}`,
      `${one.placeByIndex} of ${one.elements}`,
      whyDifferent(one),
    ]),
  );
  return `Day ${LAST_DAY}. GeoPolRisk and the EU formula are worked out on the same facts (trade parameters 1, the largest stage); EU 2017 and EU 2023 are the published values of supply risk. They measure how bad it would be to depend on the origins, the score how likely a shortage is that outlasts stocks: nobody says that they ought to agree.

Spearman's correlation with the score (elements that have both):

${table(['buyer', ...COLUMNS.slice(1).map((name) => INDEX_NAMES[name])], spearmans)}

Among the indices, EUU:

${table(['', ...COLUMNS.slice(1).map((name) => INDEX_NAMES[name])], amongIndices)}

Largest differences of place, EUU (1 is the largest risk):

${table(['element', 'index', 'place by the score', 'by the index', 'why'], rows)}`;
}

/** The whole page. */
export function backTestPage(answers: readonly Answer[], outcomes: readonly OutcomeRow[], compared: readonly Compared[]): string {
  const version = answers[0]?.version ?? '';
  const worse = SINCE.flatMap((since) =>
    answers
      .filter((answer) => answer.since === since)
      .flatMap((answer) => {
        const list = worseThan(answer);
        return list.length === 0
          ? []
          : [`- ${answer.title}, since ${since.slice(0, 4)} (\`${answer.column}\`; ${counted(answer)}): ${list.join('; ')}.`];
      }),
  );
  return `# The back-test

Made by \`npm run backtest\`; the data are those of [docs/benchmark](benchmark/README.md), where it is said what counts as happened and how anybody can score other forecasts.

## What is worse than a baseline

**The parameters of ${version} were chosen by people who had these outcomes in sight** (about two dozen settings of the state model, about forty of the model of new controls). Every figure here is flattered by that, and no interval shows it. Only forecasts of days to come are a clean test: the [track record](track-record.md).

In bold: the interval leaves out 0.

${worse.join('\n')}

Reasons that are known: a chance of a shortage that outlasts stocks is asked here whether a control becomes known, takes effect, or a flow falls; each happens more often than a shortage, so the chances lie too low for it by construction. The score knows nothing of Indonesia's nickel ore (buyers have replaced it by metal), of strikes and of breakdowns but by one rate for all. Pressure of security ranks nothing here: no such crisis is in the record. What is better since 2010 where a flow stops is for the most part one event, the rare-earth quotas of 2010 to 2014.

## Figures

Skill is 1 - Brier / Brier of the constant (the frequency so far, which nobody had to know in advance). AUC compares pairs of the same day: who is hit. Intervals: 95 %, paired block bootstrap. 2.0.0 has no column of controls: its \`event\` stands there, and is an index where one country is asked for. The state is that of days with a control in effect of whose flow somebody reported.

${SINCE.map((since) => `### Forecasts since ${since}\n\n${summary(answers, since)}`).join('\n\n')}

![Reliability](plots/backtest-reliability.svg)

## Every baseline

${SINCE.map(
  (since) =>
    `<details><summary>Since ${since}</summary>\n\n${answers
      .filter((answer) => answer.since === since)
      .map(details)
      .join('\n\n')}\n\n</details>`,
).join('\n\n')}

## Event by event, worldwide

AUC on the last first of a month before the event: did the pairs that it hit stand above the others? Controls by \`control\`, accidents, strikes and plants by \`score\`. Beside it the baseline that was best for that event, chosen with hindsight.

${table(['event', 'hit', version, 'nearest baseline'], eventRows(answers, outcomes))}

## Beside GeoPolRisk and the supply risk of the EU

${indexSection(compared)}
`;
}
