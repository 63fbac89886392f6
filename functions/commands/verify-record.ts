/** Every hash is computed from the bytes: nothing of the service is trusted. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import {
  type ChainLink,
  linkProblems,
  notedHeadProblems,
  sheetProblems,
} from '#domain/track-record/chain.ts';
import type { SheetReference } from '#domain/track-record/forecast-sheet.ts';
import { asking, CommandFailure, keyHeaders, type ServiceToAsk } from './command-line.ts';

export interface PublishedBytes {
  rules(): Promise<readonly unknown[]>;
  links(): AsyncIterable<string>;
  sheet(runId: string, reference: SheetReference): Promise<string | null>;
}

export type VerifiedRecord = Readonly<{
  runs: number;
  forecasts: number;
  head: string | null;
  problems: readonly string[];
}>;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function linkOf(text: string): ChainLink | null {
  try {
    const link = JSON.parse(text) as ChainLink;
    // A saved line that is not canonical has been touched.
    return canonicalJson(link) === text && Array.isArray(link.parts) ? link : null;
  } catch {
    return null;
  }
}

/** `notedHead`: a hash noted earlier, which the chain must still have. */
export async function verifyRecord(bytes: PublishedBytes, notedHead: string | null): Promise<VerifiedRecord> {
  const problems: string[] = [];
  const hashes: string[] = [];
  const rules = (await bytes.rules()).map((document) => sha256(canonicalJson(document)));
  let before: ChainLink | null = null;
  let forecasts = 0;
  for await (const text of bytes.links()) {
    const link = linkOf(text);
    if (link === null) {
      problems.push(
        `what stands behind link ${hashes.length} is no link in canonical JSON: ${text.slice(0, 80)}`,
      );
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

const LINKS_PER_PAGE = 100;
const MOST_WAITS = 100;
const RULES_FILE = 'rules.json';
const LINKS_FILE = 'links.ndjson';

/** Must not leave the folder. */
const fileName = (text: string) => text.replaceAll(/[^A-Za-z0-9_-]/g, '_');

const sheetFile = (runId: string, { subject_type, buyer, part }: SheetReference) =>
  join('sheets', fileName(runId), `${fileName(`${subject_type}-${buyer}-${part}`)}.json`);

async function textAt(service: ServiceToAsk, path: string): Promise<string | null> {
  const url = `${service.url}${path}`;
  for (let waits = 0; ; waits += 1) {
    const answer = await asking(service, () => fetch(url, { headers: keyHeaders(service) }));
    const text = await answer.text();
    if (answer.ok) return text;
    if (answer.status === 404) return null;
    if (answer.status !== 429 || waits === MOST_WAITS)
      throw new CommandFailure(`${url} answers ${answer.status}: ${text.slice(0, 300)}`);
    await sleep(1000 * Number(answer.headers.get('retry-after') ?? 1));
  }
}

async function jsonAt<T>(service: ServiceToAsk, path: string): Promise<T> {
  const text = await textAt(service, path);
  if (text === null)
    throw new CommandFailure(
      `${service.url}${path} is not there: is the service older than the track record?`,
    );
  return JSON.parse(text) as T;
}

export const bytesOfService = (service: ServiceToAsk): PublishedBytes => ({
  async rules() {
    const { rules } = await jsonAt<{ rules: readonly Readonly<{ document: unknown }>[] }>(
      service,
      '/v1/track-record?limit=1',
    );
    return rules.map(({ document }) => document);
  },
  async *links() {
    let path: string | null = `/v1/track-record/links?order=oldest_first&limit=${LINKS_PER_PAGE}`;
    while (path !== null) {
      const page: { data: readonly unknown[]; links: { next: string | null } } = await jsonAt(service, path);
      for (const link of page.data) yield canonicalJson(link);
      path = page.links.next;
    }
  },
  sheet(runId, { subject_type, buyer, part }) {
    const query = new URLSearchParams({ sheet: [runId, subject_type, buyer, part].join(':') });
    return textAt(service, `/v1/track-record/links?${query}`);
  },
});

export function savingTo(folder: string, bytes: PublishedBytes): PublishedBytes {
  const save = (file: string, text: string): void => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  return {
    async rules() {
      const rules = await bytes.rules();
      save(RULES_FILE, canonicalJson(rules));
      return rules;
    },
    async *links() {
      const lines: string[] = [];
      for await (const link of bytes.links()) {
        lines.push(`${link}\n`);
        yield link;
      }
      save(LINKS_FILE, lines.join(''));
    },
    async sheet(runId, reference) {
      const text = await bytes.sheet(runId, reference);
      if (text !== null) save(sheetFile(runId, reference), text);
      return text;
    },
  };
}

function textOf(folder: string, file: string): string | null {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export function bytesOfFolder(folder: string): PublishedBytes {
  const required = (file: string): string => {
    const text = textOf(folder, file);
    if (text === null) throw new CommandFailure(`${folder} has no ${file}: give a folder that --save wrote.`);
    return text;
  };
  return {
    rules: async () => JSON.parse(required(RULES_FILE)) as readonly unknown[],
    async *links() {
      const text = required(LINKS_FILE);
      // The last line too ends with a line feed.
      yield* text.split('\n').slice(0, text.endsWith('\n') || text === '' ? -1 : undefined);
    },
    sheet: async (runId, reference) => textOf(folder, sheetFile(runId, reference)),
  };
}
