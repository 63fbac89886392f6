/** A draft of a row of `policy_events.csv` out of the text of an announcement. A person confirms it: nothing enters the register by itself. */
import { keyOfInstrument } from '#functions/sources/publishers/mofcom/announcement-number.ts';
import { CHINESE_ANNOUNCEMENT_RULES } from './chinese-rules.ts';
import { ENGLISH_ANNOUNCEMENT_RULES } from './english-rules.ts';
import type { ReadValue, TextRules } from './text-rules.ts';

/** A row of the register, as far as a draft needs it. */
export interface RegisterEntry {
  readonly event_id: string;
  readonly instrument_no: string | null;
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  readonly targets: readonly string[];
}

/** Columns as they were read, each with its sentence; `null` where the text does not say it or no rule reads it. */
export interface DraftedMeasure {
  readonly instrument_no: ReadValue<string> | null;
  readonly title: ReadValue<string> | null;
  readonly date: ReadValue<string> | null;
  readonly effective_from: ReadValue<string> | null;
  readonly effective_to: ReadValue<string> | null;
  readonly measure_type: ReadValue<string> | null;
  readonly elements: ReadValue<readonly string[]> | null;
  readonly stages: ReadValue<readonly string[]> | null;
  readonly target_iso3: ReadValue<readonly string[]> | null;
  /** Ids of the rows that it suspends. */
  readonly suspends: ReadValue<readonly string[]> | null;
  /** Columns without a value, each with what a person has to do. */
  readonly unread: readonly { readonly column: string; readonly why: string }[];
  /** Sentences on what does not fit a column: parts that begin later, goods without a word, instruments that the register lacks. */
  readonly remarks: readonly string[];
}

const HAN = /\p{Script=Han}/u;

/** Stages in the order of the chain. */
const STAGE_ORDER = ['mine', 'refining', 'metal', 'magnet'];

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

/** First sentence for which `read` finds something. */
function first<T>(sentences: readonly string[], read: (sentence: string) => T | null): ReadValue<T> | null {
  for (const sentence of sentences) {
    const value = read(sentence);
    if (value !== null) return { value, sentence };
  }
  return null;
}

/** All that sentences name, with the sentences that name something new. */
function gathered(sentences: readonly string[], read: (sentence: string) => readonly string[]): ReadValue<readonly string[]> | null {
  const values: string[] = [];
  const said: string[] = [];
  for (const sentence of sentences) {
    const found = read(sentence).filter((value) => !values.includes(value));
    if (found.length === 0) continue;
    values.push(...unique(found));
    said.push(sentence);
  }
  return values.length === 0 ? null : { value: values, sentence: said.join(' … ') };
}

function kindOf(sentences: readonly string[], rules: TextRules, suspends: ReadValue<unknown> | null): ReadValue<string> | null {
  if (suspends !== null) return { value: 'suspension', sentence: suspends.sentence };
  for (const [pattern, kind] of rules.kinds) {
    const sentence = sentences.find((text) => pattern.test(text));
    if (sentence !== undefined) return { value: kind, sentence };
  }
  return null;
}

/** Goods of a text; all dual-use items where it names none and speaks of those. */
function goodsOf(sentences: readonly string[], rules: TextRules): ReadValue<readonly string[]> | null {
  const named = gathered(sentences, (sentence) => rules.goods(sentence).words);
  if (named !== null) return named;
  return first(sentences, (sentence) => (rules.dualUse.test(sentence) ? ['all dual-use items'] : null));
}

function targetsOf(sentences: readonly string[], rules: TextRules): ReadValue<readonly string[]> | null {
  const named = gathered(sentences, (sentence) => rules.targets.filter(([pattern]) => pattern.test(sentence)).map(([, code]) => code));
  // A control without a destination holds for every one.
  return named ?? first(sentences, (sentence) => (rules.controls.test(sentence) ? ['ALL'] : null));
}

function stagesOf(sentences: readonly string[], rules: TextRules): ReadValue<readonly string[]> | null {
  const named = gathered(sentences, (sentence) => rules.stages.filter(([pattern]) => pattern.test(sentence)).map(([, stage]) => stage));
  return named === null ? null : { ...named, value: STAGE_ORDER.filter((stage) => named.value.includes(stage)) };
}

/** A suspension takes goods, stages and destinations from what it suspends. */
function ofSuspended(suspended: readonly RegisterEntry[], sentence: string): Pick<DraftedMeasure, 'elements' | 'stages' | 'target_iso3'> {
  const together = (read: (row: RegisterEntry) => readonly string[]): ReadValue<readonly string[]> | null => {
    const value = unique(suspended.flatMap(read));
    return value.length === 0 ? null : { value, sentence };
  };
  const stages = together((row) => row.stages);
  return {
    elements: together((row) => row.elements),
    stages: stages === null ? null : { sentence, value: STAGE_ORDER.filter((stage) => stages.value.includes(stage)) },
    target_iso3: together((row) => row.targets),
  };
}

const WHY: Readonly<Record<string, string>> = {
  instrument_no: 'No line begins with the number of an announcement: take it from the list.',
  date: 'No day of the text was found: take it from the list.',
  effective_from: 'No sentence says since when it holds: leave the cell blank only for a statement or a threat.',
  effective_to: 'No end is stated: leave the cell blank.',
  measure_type: 'No words of a kind of measure were found.',
  elements: 'No goods were found in the text: they may stand in an annex only.',
  stages: 'No words of a stage were found: read which goods are meant.',
  target_iso3: 'No destination was found.',
};

/** Reads a text in Chinese or English. `register`: rows that a suspension may name. */
export function draftMeasure(text: string, register: readonly RegisterEntry[]): DraftedMeasure {
  const rules = HAN.test(text) ? CHINESE_ANNOUNCEMENT_RULES : ENGLISH_ANNOUNCEMENT_RULES;
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const sentences = rules.sentences(text);
  const instrument = rules.instrument(lines);
  const date = rules.dated(lines);
  const suspension = first(sentences, rules.suspends);
  const keys = suspension?.value.keys ?? [];
  const suspended = register.filter((row) => row.instrument_no !== null && keys.includes(keyOfInstrument(row.instrument_no)));
  const lacking = keys.filter((key) => !suspended.some((row) => keyOfInstrument(row.instrument_no ?? '') === key));
  const days = gathered(sentences, (sentence) => rules.begins(sentence, date?.value ?? null));
  const begins = days?.value.toSorted() ?? [];
  const scope =
    suspension === null
      ? { elements: goodsOf(sentences, rules), stages: stagesOf(sentences, rules), target_iso3: targetsOf(sentences, rules) }
      : ofSuspended(suspended, suspension.sentence);
  const read = {
    instrument_no: instrument && { value: instrument.value.instrumentNo, sentence: instrument.sentence },
    title: instrument && { value: instrument.value.title, sentence: instrument.sentence },
    date,
    effective_from: days && { value: begins[0] as string, sentence: days.sentence },
    effective_to: first(sentences, rules.ends),
    measure_type: kindOf(sentences, rules, suspension),
    ...scope,
  };
  const unknownGoods = unique(sentences.flatMap((sentence) => rules.goods(sentence).unknown));
  return {
    ...read,
    suspends: suspension && { value: suspended.map((row) => row.event_id), sentence: suspension.sentence },
    unread: Object.entries(WHY)
      .filter(([column]) => read[column as keyof typeof read] === null)
      .map(([column, why]) => ({ column, why })),
    remarks: [
      ...begins.slice(1).map((day) => `A part begins on ${day} only: the row has the first day; say in its note which part.`),
      ...unknownGoods.map((name) => `${name} is named like goods and is no word of element_groups.csv.`),
      ...(suspension?.value.part == null ? [] : [`Only a part is suspended: ${suspension.value.part}.`]),
      ...lacking.map((key) => `${key} is suspended and has no row in the register.`),
    ],
  };
}
