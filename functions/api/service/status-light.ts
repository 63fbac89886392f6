import { theatreName } from '#domain/explanations/labels.ts';
import { hasOwnLimit, readingLimit, signalOf } from '#domain/signals/reading-limits.ts';
import type { Message, MessageParam } from '#domain/vocabulary/score-document.ts';
import { REGISTER_OF_MEASURES } from '#domain/vocabulary/scoring-inputs.ts';
import { listed, message, NOTHING } from '#domain/words/render.ts';
import type { WorkProgress } from '#functions/store/runs/work-progress.ts';

export type StatusFacts = Readonly<{
  run: Readonly<{ as_of: string; age: number; isOld: boolean }> | null;
  lastRun: 'running' | 'failed' | 'none' | 'seen';
  signals: readonly Readonly<{
    theatre: string;
    status: string;
    day: string | null;
  }>[];
  sources: readonly Readonly<{
    id: string;
    tables: readonly string[];
    read_on: string;
    age: number | null;
  }>[];
  progress: Readonly<{ scores: WorkProgress | null; history: WorkProgress | null }>;
  faults: number;
}>;

export type StatusLight = Readonly<{
  light: 'green' | 'amber' | 'red';
  sentence: Message;
}>;

const isOldReading = (source: StatusFacts['sources'][number]) =>
  source.age !== null && signalOf(source) === undefined && source.age > readingLimit(source);

/**
 * Red: no score of these days, or the register of controls or every signal is past its limit. Amber: one fact
 * is, something failed, or first scores or history are being made.
 */
export function statusLight(facts: StatusFacts): StatusLight {
  const { run, signals, sources, progress, faults } = facts;
  if (run === null) return withoutScores(facts);
  if (run.isOld) return { light: 'red', sentence: message('status_old', { day: run.as_of, age: run.age }) };
  const oldSignals = signals.filter(({ status }) => status !== 'current');
  const allSignals = oldSignals.length > 0 && oldSignals.length === signals.length;
  const old = sources.filter(isOldReading);
  const register = old.find(({ id }) => id === REGISTER_OF_MEASURES);
  const signalsToo = signalsSaid(oldSignals, allSignals);
  if (register !== undefined) {
    const also = oldSignals.length === 0 ? NOTHING : message('status_too', { what: signalsToo });
    return {
      light: 'red',
      sentence: message('status_register', { age: register.age ?? 0, since: register.read_on, also }),
    };
  }
  if (allSignals) return { light: 'red', sentence: message('status_signals', { what: signalsToo }) };
  const aged = [
    ...(oldSignals.length === 0 ? [] : [signalsToo]),
    ...old.map(({ id, age }) =>
      message('status_source', {
        source: message(hasOwnLimit(id) && id !== REGISTER_OF_MEASURES ? `source_${id}` : 'source_yearly'),
        age: age ?? 0,
      }),
    ),
  ];
  if (aged.length > 0) return { light: 'amber', sentence: message('status_facts', { facts: listed(aged) }) };
  if (facts.lastRun === 'failed')
    return { light: 'amber', sentence: message('status_last_failed', { day: run.as_of }) };
  if (progress.history !== null)
    return { light: 'amber', sentence: message('status_history', { share: shareOf(progress.history) }) };
  if (faults > 0) return { light: 'amber', sentence: message('status_faults', { day: run.as_of }) };
  const days = [
    ...sources.filter(({ id }) => id === REGISTER_OF_MEASURES).map(({ read_on }) => read_on),
    ...signals.flatMap(({ day }) => day ?? []),
  ];
  return { light: 'green', sentence: message('status_green', { day: days.sort()[0] ?? run.as_of }) };
}

function withoutScores({ lastRun, progress: { scores } }: StatusFacts): StatusLight {
  if (lastRun === 'failed') return { light: 'red', sentence: message('status_first_failed') };
  if (lastRun === 'none' && scores === null) return { light: 'amber', sentence: message('status_none') };
  const so_far =
    scores === null || scores.of === 0 ? NOTHING : message('status_so_far', { share: shareOf(scores) });
  return { light: 'amber', sentence: message('status_first', { so_far }) };
}

const shareOf = ({ done, of }: WorkProgress) => (of === 0 ? 0 : done / of);

function signalsSaid(old: StatusFacts['signals'], all: boolean): MessageParam {
  if (all && old.length > 1) return message('status_all_signals');
  return listed(old.map(({ theatre }) => message('status_signal', { theatre: theatreName(theatre) })));
}
