import * as z from 'zod';
import type { ControlEventRow, ControlOutcomeRow } from '#domain/vocabulary/reference-data.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { lastDateOf } from '../calendar.ts';
import { choiceCell, code, dayCell, identifierCell, optionalPartialDate, optionalText, partialDate, partsOf, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates, valuesOf } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { joinNotes } from '../provenance.ts';
import { expandGroups, type Vocabulary } from '../vocabulary.ts';

const ACTORS = ['government', 'armed_group', 'court', 'company', 'unrest', 'conflict', 'border_closure', 'fuel_blockade'] as const;
const OUTCOMES = ['enforced', 'withdrawn', 'never_enforced', 'waived', 'end_not_read'] as const;
const QUALITIES = ['A', 'B', 'C'] as const;

const stages = partsOf(new Set(STAGES), 'mine, separation, refining, metal or magnet');
const orNull = <T extends string>(value: T): T | null => (value === '' ? null : value);

const eventSchema = (words: Vocabulary) =>
  z.object({
    event_id: identifierCell,
    origin_iso3: code(words.origins, 'an ISO 3166-1 alpha-3 code or EUU'),
    actor_kind: choiceCell(ACTORS),
    commodity: text('the goods in words'),
    elements: partsOf(words.symbolsAndGroups, 'symbols of scoring_elements.csv or groups of element_groups.csv'),
    stages,
    measure_type: text('a kind of measure'),
    control_class: choiceCell(['embargo', 'ban', 'origin_ban', 'licence', 'export_quota', '']),
    announced: optionalPartialDate,
    known_from: partialDate,
    effective_from: optionalPartialDate,
    effective_to: optionalPartialDate,
    target_iso3: partsOf(words.targets, 'ISO 3166-1 alpha-3 codes, EUU or ALL'),
    target_words: optionalText,
    outcome: choiceCell(OUTCOMES),
    withdrawn_known_from: optionalPartialDate,
    policy_id: optionalText,
    source: text('a source'),
    source_url: text('the address of the source'),
    quality: choiceCell(QUALITIES),
    note: optionalText,
  });

/** Rows of the policy table that other tables may name. */
const policyIds = (folder: string, problems: ProblemList): ReadonlySet<string> =>
  valuesOf(readCsvTable(folder, 'policy_events.csv', z.object({ event_id: text('an id') }), problems), 'event_id');

/** `control_events.csv`: a measure or disruption anywhere in the world. Known on the last day of the period in which it was announced. */
export function loadControlEvents(
  { events, supply }: { readonly events: string; readonly supply: string },
  words: Vocabulary,
  problems: ProblemList,
): readonly ControlEventRow[] {
  const table = readCsvTable(events, 'control_events.csv', eventSchema(words), problems);
  rejectDuplicates(table, 'event_id', (cells) => cells.event_id);
  const measures = policyIds(supply, problems);
  return table.rows.map(({ line, cells }) => {
    if (cells.policy_id !== null && !measures.has(cells.policy_id))
      table.reject(line, 'policy_id', cells.policy_id, 'the event_id of a row of policy_events.csv');
    if (cells.target_iso3.length === 0 && cells.target_words === null)
      table.reject(line, 'target_iso3', '', 'targets, as codes or in target_words');
    return {
      row: `control-event:${cells.event_id}`,
      id: cells.event_id,
      origin: cells.origin_iso3,
      actor_kind: cells.actor_kind,
      goods: cells.commodity,
      measure_type: cells.measure_type,
      control_class: orNull(cells.control_class),
      targets: cells.target_iso3,
      elements: expandGroups(cells.elements, words),
      stages: cells.stages as ControlEventRow['stages'],
      announced: cells.announced,
      effective_from: cells.effective_from,
      effective_to: cells.effective_to,
      outcome: cells.outcome,
      withdrawn_known_from: cells.withdrawn_known_from === null ? null : lastDateOf(cells.withdrawn_known_from),
      policy_id: cells.policy_id,
      source: cells.source,
      source_url: cells.source_url,
      date: cells.announced ?? cells.known_from,
      quality: cells.quality,
      known_from: lastDateOf(cells.known_from),
      known_from_basis: cells.announced === null ? ('assumed' as const) : ('source' as const),
      note: joinNotes(cells.note, cells.target_words === null ? null : `targets in words: ${cells.target_words}`),
    };
  });
}

const outcomeSchema = (words: Vocabulary) =>
  z.object({
    outcome_id: identifierCell,
    measure: identifierCell,
    origin_iso3: code(words.origins, 'an ISO 3166-1 alpha-3 code'),
    elements: partsOf(words.symbolsAndGroups, 'symbols of scoring_elements.csv or groups of element_groups.csv'),
    stages,
    buyer_iso3: code(words.targets, 'an ISO 3166-1 alpha-3 code, EUU or ALL'),
    seen_from: optionalPartialDate,
    seen_to: dayCell,
    below: choiceCell(['yes', 'no']),
    known_from: dayCell,
    episode_id: optionalText,
    source: text('a source'),
    source_url: text('the address of the source'),
    quality: choiceCell(QUALITIES),
    note: optionalText,
  });

/** `control_outcomes.csv`: whether a flow under a control was last seen under 80 % of what it was before. */
export function loadControlOutcomes(
  { events, supply }: { readonly events: string; readonly supply: string },
  words: Vocabulary,
  problems: ProblemList,
): readonly ControlOutcomeRow[] {
  const table = readCsvTable(events, 'control_outcomes.csv', outcomeSchema(words), problems);
  rejectDuplicates(table, 'outcome_id', (cells) => cells.outcome_id);
  const measures = policyIds(supply, problems);
  const episodes = valuesOf(readCsvTable(supply, 'duration_severity.csv', z.object({ episode_id: text('an id') }), problems), 'episode_id');
  return table.rows.map(({ line, cells }) => {
    if (!measures.has(cells.measure)) table.reject(line, 'measure', cells.measure, 'the event_id of a row of policy_events.csv');
    if (cells.episode_id !== null && !episodes.has(cells.episode_id))
      table.reject(line, 'episode_id', cells.episode_id, 'the episode_id of a row of duration_severity.csv');
    if (cells.known_from < cells.seen_to)
      table.reject(line, 'known_from', cells.known_from, `a day not before ${cells.seen_to}, up to which trade was seen`);
    return {
      row: `control-outcome:${cells.outcome_id}`,
      id: cells.outcome_id,
      measure: cells.measure,
      elements: expandGroups(cells.elements, words),
      stages: cells.stages as ControlOutcomeRow['stages'],
      buyer: cells.buyer_iso3,
      origin: cells.origin_iso3,
      seen_from: cells.seen_from,
      seen_to: cells.seen_to,
      below: cells.below === 'yes',
      episode: cells.episode_id,
      source: cells.source,
      source_url: cells.source_url,
      date: cells.seen_to,
      quality: cells.quality,
      known_from: cells.known_from,
      known_from_basis: 'source' as const,
      note: cells.note,
    };
  });
}
