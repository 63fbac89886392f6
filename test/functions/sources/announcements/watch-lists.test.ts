import { expect, it } from 'vitest';
import { ANNOUNCEMENT_PUBLISHERS } from '#contracts/collection/source-contracts.ts';
import { watchLists } from '#functions/sources/announcements/watch-lists.ts';
import type { Fetched, WantedDocument } from '#functions/sources/fetching/publisher-fetcher.ts';
import { ANNOUNCEMENT_READERS } from '#functions/sources/publishers/announcement-lists.ts';
import { type FetchAttempt, rawDocumentsIn } from '#functions/store/raw-documents.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const OPEN = 'User-agent: *\nAllow: /';
const MOFCOM = 'https://www.mofcom.gov.cn/';
const item = (number: number) =>
  `<li><a href="/zcfb/art/2026/art_${number}.html" title="商务部公告2026年第${number}号 公布对镝相关物项实施出口管制的决定">x</a><span>2026-11-2${number % 10}</span></li>`;
const list = (...numbers: readonly number[]) => `<ul>${numbers.map(item).join('')}</ul>`;

/** An archive that lasts, and publishers whose answers of a night are given by the beginning of the address; the others let nobody in. */
function world() {
  const objects = inMemoryArchivedObjects();
  const raw = rawDocumentsIn(objects);
  let now = '2026-11-25T17:30:00.000Z';
  const night = (at: string, answers: Readonly<Record<string, string>>) => {
    now = at;
    const fetch = async ({ contract, purpose, address }: WantedDocument): Promise<Fetched> => {
      const isRobots = address.endsWith('robots.txt');
      const [, text] = Object.entries(answers).find(([start]) => address.startsWith(start)) ?? [];
      const answer = isRobots ? OPEN : text;
      const put = answer === undefined ? null : await raw.put(contract.name, bytes(answer));
      const attempt: FetchAttempt = {
        ...{ source: contract.name, purpose, address, final_address: address, status: answer === undefined ? 403 : 200 },
        ...{ etag: null, last_modified: null, agent: 'test', at: now, bytes: answer?.length ?? null, sha256: put?.sha256 ?? null },
        verdict: put === null ? 'blocked' : put.isNew ? 'new' : 'unchanged',
        reason: put === null ? 'The publisher lets no program in.' : null,
      };
      await raw.record(attempt);
      return { attempt, bytes: put?.isNew === true && answer !== undefined ? bytes(answer) : null };
    };
    const pause = { now: () => Date.parse(now), wait: async () => undefined };
    return watchLists({ raw, pause, fetcher: { fetch, close: async () => undefined } } as never);
  };
  return { night, keys: () => objects.keys('raw/', '') };
}

it('tells what was not listed the night before, and of what did not come why', async () => {
  const { night, keys } = world();
  const first = await night('2026-11-25T17:30:00.000Z', { [`${MOFCOM}zcfb`]: list(91) });
  expect(first.lists.map(({ publisher, listed, reason }) => [publisher, listed, reason])).toEqual([
    ['mofcom', 1, null],
    ['federal-register', null, 'The publisher lets no program in.'],
    ['eu-official-journal', null, 'The publisher lets no program in.'],
  ]);
  expect(first).toMatchObject({ added: 0, inTrouble: [{ source: 'federal-register' }, { source: 'eu-official-journal' }] });
  const same = await night('2026-11-26T17:30:00.000Z', { [`${MOFCOM}zcfb`]: list(91) });
  expect(same).toMatchObject({ added: 0 });
  const second = await night('2026-11-27T17:30:00.000Z', { [`${MOFCOM}zcfb`]: list(92, 91) });
  expect(second.added).toBe(1);
  expect(second.lists[0]?.added).toMatchObject([{ key: 'MOFCOM 2026 No. 92', published: '2026-11-22' }]);
  expect((await keys()).every((key) => ANNOUNCEMENT_PUBLISHERS.some((name) => key.startsWith(`raw/measures-${name}/`)))).toBe(true);
});

it('compares the first list of a year with the last of the year before, and takes a page without entries for trouble', async () => {
  const { night } = world();
  await night('2026-12-30T17:30:00.000Z', { [`${MOFCOM}zcfb`]: list(91) });
  const newYear = await night('2027-01-01T17:30:00.000Z', { [`${MOFCOM}zcfb`]: list(93) });
  expect(newYear.lists[0]?.added.map(({ key }) => key)).toEqual(['MOFCOM 2026 No. 93']);
  const challenged = await night('2027-01-02T17:30:00.000Z', { [`${MOFCOM}zcfb`]: '<title>Just a moment...</title>' });
  expect(challenged.lists[0]).toMatchObject({ listed: 0, added: [], unread: [expect.any(String)] });
  expect(challenged.inTrouble).toHaveLength(3);
  const after = await night('2027-01-03T17:30:00.000Z', { [`${MOFCOM}zcfb`]: list(94, 93) });
  expect(after.lists[0]?.added.map(({ key }) => key)).toEqual(['MOFCOM 2026 No. 94']);
});

it('asks every publisher whose lists can be read, and the deployed function may archive all of them', () => {
  expect(ANNOUNCEMENT_READERS.map(({ publisher }) => publisher)).toEqual(ANNOUNCEMENT_PUBLISHERS);
});
