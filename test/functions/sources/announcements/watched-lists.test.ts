import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { ANNOUNCEMENT_LISTS } from '#contracts/collection/announcement-lists.ts';
import { ANNOUNCEMENTS, sourceCondition } from '#contracts/collection/collected-document.ts';
import { withObservations } from '#domain/signals/observations.ts';
import { daysOf } from '#domain/time/coverage.ts';
import { runCollector } from '#functions/sources/run-collector.ts';
import { coverageOf, recordCoverage } from '#functions/sources/source-coverage.ts';
import { SOURCE_READERS } from '#functions/sources/source-registry.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { collectorAt } from '#test/builders/collectors.ts';

const item = (number: number, day: string, title: string) =>
  `<li><a href="https://www.mofcom.gov.cn/zcfb/art/2026/art_${number}.html" title="商务部公告2026年第${number}号 ${title}">x</a><span>${day}</span></li>`;
const OLD = item(20, '2026-05-01', '公布对镓相关物项实施出口管制的决定');
const NEW =
  item(91, '2026-11-20', '公布对镝、铌和石英相关物项实施出口管制的决定') +
  item(92, '2026-11-21', '豌豆淀粉反倾销调查的初步裁定');
const LATER = item(93, '2026-11-28', '公布继续暂停实施公告2024年第46号第二款的决定 锗');
const GUARD = '<html><title>Just a moment...</title></html>';

async function world() {
  const answers = new Map<string, string>();
  const answering = (name: string) => (_: IncomingMessage, response: ServerResponse) => {
    const text = answers.get(name);
    response.writeHead(text === undefined ? 403 : 200).end(text);
  };
  const { publisher, ports } = await collectorAt(
    '2026-11-22T17:30:00.000Z',
    Object.fromEntries(ANNOUNCEMENT_LISTS.map(({ name }) => [`/2026/${name}`, answering(name)])),
  );
  const { log, clocks, requests } = ports;
  const sources = SOURCE_READERS.filter(({ contract }) => contract.feeds === 'drafts').map((source) => {
    const addresses = [`http://127.0.0.1:${publisher.port}/{year}/${source.contract.name}`];
    return {
      ...source,
      contract: { ...source.contract, hosts: ['127.0.0.1'], discovery: { how: 'fixed' as const, addresses } },
    };
  });
  const night = async (day: string, said: Readonly<Record<string, string>>) => {
    await ports.pause.wait(Date.parse(`${day}T17:30:00.000Z`) - ports.pause.now());
    answers.clear();
    for (const [name, text] of Object.entries(said)) answers.set(name, text);
    const report = await runCollector({ source: ANNOUNCEMENTS, since: null }, ports, sources);
    return {
      ...report,
      inTrouble: report.inTrouble.map(({ source, condition }) => `${source} ${condition}`),
      newly: report.newlyInTrouble.map(({ source, condition }) => `${source} ${condition}`),
    };
  };
  const drafts = async () =>
    (await log.all())
      .filter(({ observation }) => observation.signal === 'measures')
      .map(({ observation, version }) => [observation.id, version, observation.values]);
  const contractOf = (name: string) =>
    (sources.find((source) => source.contract.name === name) as (typeof sources)[number]).contract;
  const stateOf = async (name: string, day: string) =>
    sourceCondition(
      contractOf(name),
      (await clocks.all()).find(({ source }) => source === name) ?? null,
      day,
    );
  const conditionOf = async (name: string, day: string) => (await stateOf(name, day)).condition;
  const registerRead = async (knownAt: string) =>
    withObservations(bundledReferenceData, await log.all(), knownAt).sources.find(
      ({ id }) => id === 'policy-register',
    )?.read_on;
  const read = async (name: string, from: string, to: string) => {
    const now = new Date(ports.pause.now()).toISOString();
    const before = await coverageOf(contractOf(name), ports);
    await recordCoverage(contractOf(name), before, [...daysOf([{ from, to }])], { log, now });
  };
  return { night, drafts, conditionOf, stateOf, read, log, requests, registerRead };
}

/** Sources that have no list and were never asked here. */
const OTHERS = ['taiwan-mnd never_collected', 'senkaku-jcg never_collected', 'joint-staff never_collected'];

it('makes a draft once, of a text that names an element or speaks of control and was not there to be read before', async () => {
  const { night, drafts, log, requests } = await world();
  const first = await night('2026-11-22', { mofcom: `<ul>${OLD}${NEW}</ul>` });
  expect(first).toMatchObject({ source: ANNOUNCEMENTS, announcements_new: 1, inTrouble: OTHERS });
  expect(await drafts()).toMatchObject([
    ['MOFCOM-2026-91', 1, { applies: [{ elements: ['Dy', 'Nb', 'Si'] }], control_class: null }],
  ]);
  expect(await night('2026-11-23', { mofcom: `<ul>${NEW}</ul>` })).toMatchObject({ announcements_new: 0 });
  // A person completes it; the list never takes that back.
  const entry = (await log.all()).find(({ observation }) => observation.signal === 'measures');
  if (entry === undefined) throw new Error('no draft');
  const completed = {
    ...entry.observation,
    values: { ...entry.observation.values, control_class: 'licence' },
  };
  await log.append({ ...entry, version: 2, observation: completed });
  expect(await night('2026-11-29', { mofcom: `<ul>${LATER}${NEW}</ul>` })).toMatchObject({
    announcements_new: 1,
  });
  expect((await drafts()).map(([id, version]) => [id, version])).toEqual([
    ['MOFCOM-2026-91', 1],
    ['MOFCOM-2026-91', 2],
    ['MOFCOM-2026-93', 1],
  ]);
  // A draft is in no score, the days that were read are.
  const evidence = (await requests.since('', 10)).flatMap((request) => request.evidence);
  expect(new Set(evidence.map((row) => row.split(':')[1]))).toEqual(new Set(['coverage']));
});

it('tells the condition of each list; one that never gave anything rings no alarm, one that ceased to does', async () => {
  const { night, conditionOf, drafts } = await world();
  await night('2026-11-22', { mofcom: `<ul>${NEW}${OLD}</ul>` });
  expect(await conditionOf('mofcom', '2026-11-22')).toBe('current');
  expect(await conditionOf('japan-meti', '2026-11-22')).toBe('refused');
  expect(await night('2026-11-23', { mofcom: GUARD })).toMatchObject({
    inTrouble: [...OTHERS, 'mofcom refused'],
    newly: ['mofcom refused'],
  });
  // One that stays so is not told again, and hides none that follows.
  expect(await night('2026-11-24', { mofcom: GUARD })).toMatchObject({
    inTrouble: [...OTHERS, 'mofcom refused'],
    newly: [],
  });
  expect(await drafts()).toHaveLength(1);
});

it('takes an entry without a day for new where the first reading did not have it', async () => {
  const { night, drafts } = await world();
  const entry = (id: number) =>
    `<p><a href="https://jdih.esdm.go.id/dokumen/view?id=${id}">Keputusan Menteri Nomor ${id} Bijih Nikel</a></p>`;
  await night('2026-11-22', { 'indonesia-esdm': entry(1) });
  expect(await drafts()).toEqual([]);
  await night('2026-11-23', { 'indonesia-esdm': entry(2) + entry(1) });
  expect(await drafts()).toMatchObject([
    [expect.stringMatching(/^indonesia-esdm-[0-9a-f]{12}$/), 1, { applies: [{ elements: ['Ni'] }] }],
  ]);
});

const PAGES: Readonly<Record<string, string>> = {
  mofcom: 'https://www.mofcom.gov.cn/zcfb/art/2026/art_1.html',
  'indonesia-esdm': 'https://jdih.esdm.go.id/dokumen/view?id=1',
  'indonesia-kemendag': 'https://jdih.kemendag.go.id/peraturan/one',
  'congo-mines': 'https://mines.gouv.cd/fr/one',
  'congo-arecoms': 'https://arecoms.cd/one',
  'myanmar-commerce': 'https://commerce.gov.mm/en/one',
};
const TITLE = 'Opening hours of the offices';

/** Every list in its form, with an entry of a day that speaks of no measure. */
function allLists(day: string): Readonly<Record<string, string>> {
  const url = 'https://example.org/one';
  const feed = `<rss><channel><item><title>${TITLE}</title><link>${url}</link><pubDate>${day}</pubDate></item></channel></rss>`;
  const revision = { law_revision_id: '1', amendment_law_title: TITLE, amendment_promulgate_date: day };
  const act = { celex: { value: '1' }, title: { value: TITLE }, date: { value: day } };
  const document = { document_number: '1', title: TITLE, publication_date: day, html_url: url };
  return {
    ...Object.fromEntries(
      Object.entries(PAGES).map(([name, href]) => [
        name,
        `<ul><li><a href="${href}">${TITLE}</a><span>${day}</span></li></ul>`,
      ]),
    ),
    'vietnam-gazette': feed,
    'japan-meti': feed,
    'federal-register': JSON.stringify({ results: [document] }),
    'eu-official-journal': JSON.stringify({ results: { bindings: [act] } }),
    'japan-export-order': JSON.stringify({ revisions: [revision] }),
  };
}

it('the register is read up to the night in which all lists were read whole, up to the day before what waits, and no further than the list that could not be read', async () => {
  const { night, registerRead, drafts } = await world();
  const lists = allLists('2026-10-10');
  await night('2026-11-22', lists);
  expect([await drafts(), await registerRead('2026-11-22')]).toEqual([[], '2026-11-22']);
  expect(await registerRead('2026-11-21')).toBe('2026-10-15');
  const { 'japan-meti': _refused, ...others } = lists;
  await night('2026-11-24', others);
  expect(await registerRead('2026-11-24')).toBe('2026-11-22');
  await night('2026-11-25', { ...lists, 'federal-register': '{"results":[{"title":"no number"}]}' });
  expect(await registerRead('2026-11-25')).toBe('2026-11-24');
  const page = lists.mofcom as string;
  await night('2026-11-29', { ...lists, mofcom: page.replace('<ul>', `<ul>${LATER}`) });
  expect(await registerRead('2026-11-29')).toBe('2026-11-27');
});

it('a list whose oldest entry came after the review does not show what came before', async () => {
  const { night, registerRead, stateOf, read } = await world();
  const feed = { 'japan-meti': allLists('2026-11-01')['japan-meti'] as string };
  await night('2026-11-22', { ...allLists('2026-10-10'), ...feed });
  expect(await registerRead('2026-11-22')).toBe('2026-10-15');
  expect(await stateOf('japan-meti', '2026-11-22')).toMatchObject({
    condition: 'behind',
    reason: expect.stringContaining('npm run ingest -- japan-meti --read 2026-10-16..2026-11-01'),
  });
  await read('japan-meti', '2026-10-16', '2026-11-01');
  expect(await registerRead('2026-11-22')).toBe('2026-11-22');
});

it('an entry without a day that speaks of a measure has its list count from the first reading on', async () => {
  const { night, registerRead } = await world();
  const list =
    '<p><a href="https://jdih.esdm.go.id/dokumen/view?id=2">Keputusan Menteri Nomor 2 Bijih Nikel</a></p>';
  const old = allLists('2026-10-10')['indonesia-esdm'];
  await night('2026-11-22', { ...allLists('2026-10-10'), 'indonesia-esdm': `${list}${old}` });
  expect(await registerRead('2026-11-22')).toBe('2026-10-15');
});
