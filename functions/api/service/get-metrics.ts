import type { ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { type PublishedScores, wholeRanking } from '#functions/store/scores/published-scores.ts';
import { listSignals } from '../facts/signals.ts';

export const OPENMETRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

const DAY_SECONDS = 86_400;
const TYPES: readonly SubjectType[] = ['element', 'supplier', 'country'];

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number | null];

/** Unknown values have no sample. */
export async function getMetrics(scores: PublishedScores, run: RunPointer, buyer: string): Promise<string> {
  const [signals, ...rankings] = await Promise.all([
    listSignals(scores, run.run_id),
    ...TYPES.map((type) => wholeRanking(scores, run.run_id, type, buyer)),
  ]);
  const documents = rankings.flat();
  const ofScores = (value: (document: ScoreDocument) => number | null): Sample[] =>
    documents.map((document) => [labelsOf(document), value(document)]);
  const { run_id, as_of } = run;
  return [
    gauge(
      'score_percent',
      'Probability of a standstill within a year; of suppliers that their deliveries fail.',
      ofScores((document) => document.score),
    ),
    gauge(
      'now_percent',
      'The same on the day.',
      ofScores((document) => document.now),
    ),
    gauge(
      'scarce_percent',
      'Probability of scarcity of an element within a year.',
      ofScores((document) => document.scarce),
    ),
    gauge(
      'scarce_now_percent',
      'The same on the day.',
      ofScores((document) => document.scarce_now),
    ),
    gauge(
      'score_p05_percent',
      'Lower end of the 90 percent interval.',
      ofScores((document) => document.interval?.p05 ?? null),
    ),
    gauge(
      'score_p95_percent',
      'Upper end of the 90 percent interval.',
      ofScores((document) => document.interval?.p95 ?? null),
    ),
    gauge(
      'score_known',
      '1 where there is a score, 0 where data do not suffice.',
      ofScores(({ score }) => (score === null ? 0 : 1)),
    ),
    gauge(
      'signal_index',
      'State of a security signal, 0 to 100.',
      signals.map(({ theatre, index }) => [{ theatre }, index]),
    ),
    gauge(
      'signal_age_seconds',
      'Time from its newest observation to the day of the run.',
      signals.map(({ theatre, age_days }) => [
        { theatre },
        age_days === null ? null : age_days * DAY_SECONDS,
      ]),
    ),
    gauge('register_read_timestamp_seconds', 'Day up to which the register of export controls was read.', [
      [{}, Date.parse(documents[0]?.register_read ?? '') / 1000 || null],
    ]),
    gauge('run_published_timestamp_seconds', 'When the run was published.', [
      [{}, Date.parse(run.published_at) / 1000],
    ]),
    gauge('run_as_of_timestamp_seconds', 'Start of the day that the run speaks of.', [
      [{}, Date.parse(as_of) / 1000],
    ]),
    gauge('run_info', 'The run that all samples are of.', [[{ run_id, as_of }, 1]]),
    '# EOF\n',
  ].join('');
}

const labelsOf = ({ subject: { type, id, name }, buyer }: ScoreDocument): Labels => ({
  subject_type: type,
  subject: id,
  name,
  buyer,
});

function gauge(name: string, help: string, samples: readonly Sample[]) {
  const lines = samples.flatMap(([labels, value]) => (value === null ? [] : [line(name, labels, value)]));
  return `# HELP chokepoint_${name} ${help}\n# TYPE chokepoint_${name} gauge\n${lines.join('')}`;
}

function line(name: string, labels: Labels, value: number) {
  const inside = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `chokepoint_${name}${inside.length === 0 ? '' : `{${inside.join(',')}}`} ${value}\n`;
}

const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
