import * as z from 'zod';
import {
  type ControlEventRow,
  type ControlOutcomeRow,
  controlEventRow,
  controlOutcomeRow,
  type EpisodeRow,
  episodeRow,
  type LicenceDecisionRow,
  licenceDecisionRow,
  period,
  type ShortageRow,
  shortageRow,
} from '#domain/vocabulary/reference-data.ts';
import { EPISODES_FILE, type Sources } from '../codes.ts';
import { address, confidence, grade, joinNotes, lastDateOf, MADE } from '../provenance.ts';

/** Known from its newest source. */
export function episodes({ raw, codes }: Sources): readonly EpisodeRow[] {
  const stated = episodeRow.omit({ ...MADE, date: true }).extend({
    elements: z.array(codes.episodeElement),
    stages: z.array(z.enum(['mine', 'separation', 'refining', 'metal', 'magnet', 'ALL'])),
    origins: z.array(codes.origin),
    buyers: z.array(codes.target),
    measures: z.array(codes.measure),
    as_of: period,
    source_url: address,
    quality: grade,
  });
  const table = raw.read(EPISODES_FILE, ['id'], stated, {
    id: 'episode_id',
    stages: 'stage',
    origins: 'origin_iso3',
    buyers: 'affected_buyers',
    measures: 'linked_event_id',
  });
  return table.rows.map(({ key, cells: { as_of, ...cells } }) => ({
    row: `episode:${key}`,
    ...cells,
    date: cells.start,
    known_from: lastDateOf(as_of),
    known_from_basis: 'source',
  }));
}

/** Known on the last day of the period in which it was announced. */
export function controlEvents({ raw, codes }: Sources): readonly ControlEventRow[] {
  const stated = controlEventRow.omit({ ...MADE, date: true }).extend({
    origin: codes.origin,
    elements: z.array(codes.symbolOrGroup),
    targets: z.array(codes.target),
    policy_id: codes.measure.nullable(),
    known_from: period,
    target_words: z.string().nullable(),
    source_url: address,
    quality: grade,
    control_class: z.enum(['embargo', 'ban', 'origin_ban', 'licence', 'export_quota']).nullable(),
  });
  const columns = { id: 'event_id', origin: 'origin_iso3', goods: 'commodity', targets: 'target_iso3' };
  const table = raw.read('events/control_events.csv', ['id'], stated, columns);
  return table.rows.map(({ key, line, cells: { target_words, ...cells } }) => {
    if (cells.targets.length === 0 && target_words === null)
      table.reject(line, 'targets', '', 'targets, as codes or in target_words');
    return {
      row: `control-event:${key}`,
      ...cells,
      elements: codes.expandGroups(cells.elements),
      date: cells.announced ?? cells.known_from,
      known_from: lastDateOf(cells.known_from),
      known_from_basis: cells.announced === null ? 'assumed' : 'source',
      note: joinNotes(cells.note, target_words === null ? null : `targets in words: ${target_words}`),
    };
  });
}

export function controlOutcomes({ raw, codes }: Sources): readonly ControlOutcomeRow[] {
  const stated = controlOutcomeRow
    .omit({ row: true, sent_by: true, known_from_basis: true, date: true })
    .extend({
      origin: codes.origin,
      elements: z.array(codes.symbolOrGroup).min(1),
      buyer: codes.target,
      measure: codes.measure,
      episode: codes.episode.nullable(),
      source_url: address,
      quality: grade,
    });
  const columns = { id: 'outcome_id', origin: 'origin_iso3', buyer: 'buyer_iso3', episode: 'episode_id' };
  const table = raw.read('events/control_outcomes.csv', ['id'], stated, columns);
  return table.rows.map(({ key, line, cells }) => {
    if (cells.known_from < cells.seen_to)
      table.reject(
        line,
        'known_from',
        cells.known_from,
        `a day not before ${cells.seen_to}, up to which trade was seen`,
      );
    const elements = codes.expandGroups(cells.elements);
    return {
      row: `control-outcome:${key}`,
      ...cells,
      elements,
      date: cells.seen_to,
      known_from_basis: 'source',
    };
  });
}

/**
 * Elements that are not scored stand by their symbol. Without a day of its own a report is known from the end
 * of its period.
 */
export function shortages({ raw, codes }: Sources): readonly ShortageRow[] {
  const stated = shortageRow.omit({ ...MADE, date: true, note: true }).extend({
    buyer: codes.target,
    known_from: period,
    day_stated: z.boolean(),
    source_url: address,
    quality: confidence,
  });
  const table = raw.read('events/shortages.csv', ['id'], stated, { id: 'report_id', buyer: 'buyer_iso3' });
  return table.rows.map(({ key, cells: { day_stated, known_from, ...cells } }) => ({
    row: `shortage:${key}`,
    ...cells,
    date: cells.begins ?? known_from,
    known_from: lastDateOf(known_from),
    known_from_basis: day_stated ? 'source' : 'assumed',
    note: null,
  }));
}

export function licenceDecisions({ raw, codes }: Sources): readonly LicenceDecisionRow[] {
  const stated = licenceDecisionRow.omit({ ...MADE, date: true, note: true }).extend({
    day: period,
    measure: codes.measure.nullable(),
    elements: z.array(codes.symbol).min(1),
    buyers: z.array(codes.target).min(1),
    source_url: address.nullable(),
    quality: confidence,
  });
  const table = raw.read('events/licence_decisions.csv', ['id'], stated, { id: 'decision_id' });
  return table.rows.map(({ key, cells: { day, ...cells } }) => ({
    row: `licence-decision:${key}`,
    ...cells,
    date: day,
    known_from: lastDateOf(day),
    known_from_basis: 'source',
    note: null,
  }));
}
