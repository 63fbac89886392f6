/**
 * Checks of the chain from published bytes alone. Nothing of the service that wrote it is used but canonical JSON, so that an outsider can
 * do the same with any tool that has SHA-256.
 */
import { canonicalJson } from '../numbers/canonical-json.ts';
import type { ChainLink } from './chain-link.ts';
import type { ForecastSheet, Sha256, SheetReference } from './forecast-sheet.ts';

/** Name of a link for people. */
const nameOf = ({ sequence, run_id }: ChainLink): string => `link ${sequence} (run ${run_id})`;

/** Faults of a link and of its place behind the link before, one sentence each. `before` is `null` where it must be the first. */
export function linkProblems(link: ChainLink, before: ChainLink | null, sha256: Sha256): readonly string[] {
  const { sha256: stated, ...content } = link;
  const found = sha256(canonicalJson(content));
  const name = nameOf(link);
  if (found !== stated) return [`${name} does not have its hash: it says ${stated}, its content has ${found}`];
  const expected = (before?.sequence ?? 0) + 1;
  return [
    ...(link.sequence === expected ? [] : [`${name} stands where link ${expected} is expected: a link is missing, added or moved`]),
    ...(link.previous_sha256 === (before?.sha256 ?? null)
      ? []
      : [`${name} names ${link.previous_sha256} as the link before, which is ${before?.sha256 ?? 'none'}`]),
    ...(before === null || link.run_id > before.run_id ? [] : [`${name} is not of a later run than the link before (${before.run_id})`]),
    ...(before === null || link.published_at >= before.published_at
      ? []
      : [`${name} was published at ${link.published_at}, before the link before it (${before.published_at})`]),
    ...repeatedSheets(link),
  ];
}

function repeatedSheets(link: ChainLink): readonly string[] {
  const names = link.parts.map(({ subject_type, buyer, part }) => `${subject_type} ${buyer} ${part}`);
  return names.filter((name, n) => names.indexOf(name) !== n).map((name) => `${nameOf(link)} names the sheet ${name} twice`);
}

/** Faults of the published text of a sheet that the link names, one sentence each. The text is `null` where it could not be had. */
export function sheetProblems(link: ChainLink, reference: SheetReference, text: string | null, sha256: Sha256): readonly string[] {
  const { subject_type, buyer, part } = reference;
  const name = `sheet ${subject_type} ${buyer} ${part} of ${nameOf(link)}`;
  if (text === null) return [`${name} is missing`];
  const found = sha256(text);
  if (found !== reference.sha256) return [`${name} does not have its hash: the link says ${reference.sha256}, its bytes have ${found}`];
  const sheet = sheetOf(text);
  if (sheet === null) return [`${name} is no sheet of forecasts`];
  const stated = [
    sheet.run_id,
    sheet.as_of,
    sheet.known_at,
    sheet.horizon_days,
    sheet.methodology,
    sheet.subject_type,
    sheet.buyer,
    sheet.part,
  ];
  const linked = [link.run_id, link.as_of, link.known_at, link.horizon_days, link.methodology, subject_type, buyer, part];
  return [
    ...(canonicalJson(stated) === canonicalJson(linked) ? [] : [`${name} is of another run, day, method or address than its link says`]),
    ...(sheet.forecasts.length === reference.forecasts
      ? []
      : [`${name} has ${sheet.forecasts.length} forecasts, the link says ${reference.forecasts}`]),
  ];
}

/** The sheet that a text holds; `null` when it is none. */
function sheetOf(text: string): ForecastSheet | null {
  try {
    const sheet = JSON.parse(text) as ForecastSheet;
    return Array.isArray(sheet.forecasts) ? sheet : null;
  } catch {
    return null;
  }
}

/** Checks a head that somebody noted earlier: it must be the hash of a link of the chain. */
export function notedHeadProblems(noted: string, hashes: readonly string[]): readonly string[] {
  return hashes.includes(noted) ? [] : [`the noted head ${noted} is no link of this chain: what came before was rewritten or cut off`];
}
