import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fetchAnnouncementLists } from '#functions/sources/announcements/fetch-announcement-lists.ts';
import type { Fetched, WantedDocument } from '#functions/sources/fetching/publisher-fetcher.ts';
import { type FetchAttempt, rawDocumentsIn } from '#functions/store/raw-documents.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lists-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NOON = Date.parse('2026-11-27T12:00:00Z');
const bytes = (text: string) => new TextEncoder().encode(text);

/** A publisher's host whose answers are given by the beginning of the address; it keeps bytes and attempts as the fetcher does. */
function world(answers: Readonly<Record<string, { readonly verdict: FetchAttempt['verdict']; readonly text?: string }>>) {
  const raw = rawDocumentsIn(inMemoryArchivedObjects());
  const asked: WantedDocument[] = [];
  const fetcher = {
    close: async () => undefined,
    async fetch(wanted: WantedDocument): Promise<Fetched> {
      asked.push(wanted);
      const [, answer] = Object.entries(answers).find(([start]) => wanted.address.startsWith(start)) ?? [];
      const { verdict, text } = answer ?? { verdict: 'unreachable', text: undefined };
      const { contract, purpose, address, known } = wanted;
      const sha256 = text === undefined ? (known?.sha256 ?? null) : (await raw.put(contract.name, bytes(text))).sha256;
      const attempt: FetchAttempt = {
        source: contract.name,
        purpose,
        address,
        final_address: address,
        status: verdict === 'blocked' ? 403 : 200,
        etag: null,
        last_modified: null,
        agent: 'test',
        at: new Date(NOON).toISOString(),
        bytes: text?.length ?? null,
        sha256,
        verdict,
        reason: verdict === 'blocked' ? 'The publisher lets no program in.' : null,
      };
      await raw.record(attempt);
      return { attempt, bytes: verdict === 'new' && text !== undefined ? bytes(text) : null };
    },
  };
  const pause = { now: () => NOON, wait: async () => undefined };
  return { ports: { raw, fetcher, pause }, asked };
}

const OPEN = { verdict: 'new', text: 'User-agent: *\nAllow: /' } as const;
const HOSTS = {
  mofcom: 'https://www.mofcom.gov.cn/',
  register: 'https://www.federalregister.gov/',
  journal: 'https://publications.europa.eu/',
} as const;

it('writes what came with the day in its name, and says of each other list why it did not come', async () => {
  const { ports, asked } = world({
    [`${HOSTS.mofcom}robots.txt`]: OPEN,
    [`${HOSTS.mofcom}zcfb`]: { verdict: 'blocked' },
    [`${HOSTS.register}robots.txt`]: OPEN,
    [`${HOSTS.register}api`]: { verdict: 'new', text: '{"count":0}' },
    [`${HOSTS.journal}robots.txt`]: { verdict: 'new', text: 'User-agent: *\nDisallow: /' },
  });
  const lists = await fetchAnnouncementLists(2026, folder, ports as never);
  expect(lists.map(({ publisher, file, reason }) => [publisher, file, reason])).toEqual([
    ['mofcom', null, 'The publisher lets no program in.'],
    ['federal-register', join(folder, 'federal-register-2026_2026-11-27.json'), null],
    ['eu-official-journal', null, expect.stringContaining('robots.txt does not allow programs')],
  ]);
  expect(readdirSync(folder)).toEqual(['federal-register-2026_2026-11-27.json']);
  expect(asked.filter(({ address }) => address.startsWith(`${HOSTS.journal}webapi`))).toEqual([]);
});

it('writes a list that has not changed from the archive', async () => {
  const first = { [`${HOSTS.mofcom}robots.txt`]: OPEN, [`${HOSTS.mofcom}zcfb`]: { verdict: 'new', text: '<ul></ul>' } as const };
  const { ports, asked } = world(first);
  await fetchAnnouncementLists(2026, folder, ports as never);
  Object.assign(first, { [`${HOSTS.mofcom}zcfb`]: { verdict: 'unchanged' } });
  rmSync(join(folder, 'mofcom-2026_2026-11-27.html'));
  const [mofcom] = await fetchAnnouncementLists(2026, folder, ports as never);
  expect(mofcom?.file).toBe(join(folder, 'mofcom-2026_2026-11-27.html'));
  expect(readFileSync(mofcom?.file ?? '', 'utf8')).toBe('<ul></ul>');
  expect(asked.filter(({ purpose, address }) => purpose === 'document' && address.startsWith(HOSTS.mofcom)).at(-1)?.known?.sha256).toMatch(
    /^[0-9a-f]{64}$/,
  );
});
