/** Verifies the published track record: every hash from the bytes, and the order of the links. Nothing of the service is trusted. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { ChainLink } from '#domain/track-record/chain-link.ts';
import type { SheetReference } from '#domain/track-record/forecast-sheet.ts';
import { linkProblems, notedHeadProblems, sheetProblems } from '#domain/track-record/verify-chain.ts';

/** Where the published bytes come from: a service, or a folder that was saved. */
export interface PublishedBytes {
  /** Judging rules, each a document. */
  rules(): Promise<readonly unknown[]>;
  /** Links as JSON texts, oldest first. */
  links(): AsyncIterable<string>;
  /** The text of a sheet; `null`: there is none. */
  sheet(runId: string, reference: SheetReference): Promise<string | null>;
}

/** A verified record: what was found wrong, and what there is. */
export interface VerifiedRecord {
  readonly runs: number;
  readonly forecasts: number;
  /** Hash of the last link; null without links. */
  readonly head: string | null;
  /** One sentence each; empty when everything fits. */
  readonly problems: readonly string[];
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The link that a text holds; `null` when it is none. */
function linkOf(text: string): ChainLink | null {
  try {
    const link = JSON.parse(text) as ChainLink;
    // A saved line that is not canonical has been touched, even where it means the same.
    return canonicalJson(link) === text && Array.isArray(link.parts) ? link : null;
  } catch {
    return null;
  }
}

/** Goes over all links and sheets. `notedHead`: a hash that somebody noted earlier, which the chain must still have. */
export async function verifyRecord(bytes: PublishedBytes, notedHead: string | null): Promise<VerifiedRecord> {
  const problems: string[] = [];
  const hashes: string[] = [];
  const rules = (await bytes.rules()).map((document) => sha256(canonicalJson(document)));
  let before: ChainLink | null = null;
  let forecasts = 0;
  for await (const text of bytes.links()) {
    const link = linkOf(text);
    if (link === null) {
      problems.push(`what stands behind link ${hashes.length} is no link in canonical JSON: ${text.slice(0, 80)}`);
      continue;
    }
    const own = linkProblems(link, before, sha256);
    problems.push(...own);
    if (!rules.includes(link.rules_sha256))
      problems.push(`link ${link.sequence} names judging rules that are not published: ${link.rules_sha256}`);
    const sheets = await Promise.all(
      link.parts.map(async (part) => sheetProblems(link, part, await bytes.sheet(link.run_id, part), sha256)),
    );
    problems.push(...sheets.flat());
    forecasts += link.parts.reduce((sum, part) => sum + part.forecasts, 0);
    hashes.push(link.sha256);
    before = link;
  }
  if (notedHead !== null) problems.push(...notedHeadProblems(notedHead, hashes));
  return { runs: hashes.length, forecasts, head: hashes.at(-1) ?? null, problems };
}
