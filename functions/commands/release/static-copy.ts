/** Files that any web server serves: the page, its answers, an embed, a feed, a calendar. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { buildSync } from 'esbuild';
import { answerFile } from '#client/answer-file.ts';
import type { Answer } from '#client/chokepoint-client.ts';
import { shownRange } from '#domain/vocabulary/band-scale.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { capitalised, countryNames, countryTitle } from '#domain/vocabulary/country-names.ts';
import { builtPage } from '#functions/local/page-files.ts';
import { CommandFailure } from '../command-line.ts';
import { atomFeed, calendar, type FeedEntry } from './feeds.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;
const LANGUAGES = ['en', 'ja'] as const;
/** Elements whose moves the page explains, whose lines it draws, and whose year its list has. */
const [EXPLAINED, DRAWN, WITH_YEAR] = [10, 3, 50];
/** Points from which a change is news, and most entries of a feed. */
const [NEWS, MOST_ENTRIES] = [1, 200];
const MOST_TRIES = 6;
const DAY_MS = 86_400_000;
const TABS = {
  explore: ['trend', 'heat-map', 'map', 'dependence'],
  evidence: ['signals', 'controls', 'sources', 'method', 'record', 'documents'],
};
const FOLDERS = { element: 'elements', supplier: 'suppliers', country: 'countries' } as const;

type Asked = Readonly<{
  url: string;
  key: string | undefined;
  site: string;
}>;
type Query = Readonly<Record<string, string>>;
type Scores = Answer<'/v1/scores'>;

/** Returns the day of the scores. */
export async function writeStaticCopy(to: string, { url, key, site }: Asked): Promise<string> {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const write = (file: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    writeFileSync(join(to, file), content);
  };
  const ask = async <T>(path: string, query: Query, tries = MOST_TRIES): Promise<T> => {
    const answer = await fetch(`${url}${path}?${new URLSearchParams(query)}`, { headers });
    const wait = Number(answer.headers.get('retry-after') ?? Number.NaN);
    if (!answer.ok && wait >= 0 && tries > 1) {
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
      return ask(path, query, tries - 1);
    }
    if (!answer.ok)
      throw new CommandFailure(`${answer.url} answers ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const keep = (path: string, query: Query, answer: unknown): void =>
    write(answerFile(path, new URLSearchParams(query)) ?? '', JSON.stringify(answer));
  const record = async <T>(path: string, query: Query): Promise<T> => {
    const answer = await ask<T>(path, query);
    keep(path, query, answer);
    return answer;
  };

  const { current_run: run, companies } = await ask<Answer<'/v1/status'>>('/v1/status', {});
  if (run === null) throw new CommandFailure(`${url} has no scores yet`);
  const own = await ask<Answer<'/v1/measures'>>('/v1/measures', { visibility: 'own', limit: '1' });
  if (companies.length > 0 || own.data.length > 0)
    throw new CommandFailure(
      'This key sees companies or measures of its own, and a copy is public: use the key of a client that has none (KEY)',
    );
  const day = run.as_of;
  const before = (days: number): string =>
    new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
  const views = ['what-if', 'company', 'account', 'docs'];
  for (const [room, tabs] of Object.entries(TABS)) views.push(room, ...tabs.map((tab) => `${room}/${tab}`));
  const cards = new Map<string, Card>();
  const entries: FeedEntry[] = [];
  const dates = new Map<string, { date: string; title: string; lines: string[] }>();
  let watched: Answer<'/v1/measures'>['data'] = [];

  for (const lang of LANGUAGES) {
    const status = await ask<Answer<'/v1/status'>>('/v1/status', { lang });
    keep('/v1/status', { lang }, { ...status, access: { ...status.access, client: 'copy', scopes: [] } });
    for (const path of ['sources', 'methodology', 'track-record', 'scenario-templates'])
      await record(`/v1/${path}`, { lang });
    await record('/v1/signals', { expand: 'days', lang });
    const measures = await record<Answer<'/v1/measures'>>('/v1/measures', {
      visibility: 'public',
      limit: '1000',
      lang,
    });
    if (lang === 'en') watched = measures.data;
    for (const state of ['in_review', 'draft'])
      keep('/v1/measures', { state, lang }, { ...measures, data: [] });
    for (const buyer of BUYERS) {
      const of = { buyer, lang };
      await record('/v1/map', of);
      const elements = { subject_type: 'element', limit: '50', expand: 'scheduled_steps', ...of };
      const { data: rows, scale } = await record<Scores>('/v1/scores', elements);
      for (const type of ['supplier', 'country'] as const) {
        const { data } = await record<Scores>('/v1/scores', { subject_type: type, limit: '1000', ...of });
        views.push(...data.map(({ subject }) => `${FOLDERS[type]}/${subject.id}`));
      }
      const ranked = rows.filter(({ score }) => score !== null).map(({ subject }) => `element:${subject.id}`);
      const explained = ranked.slice(0, EXPLAINED);
      for (const from of [before(365), before(30)]) {
        const all = { subjects: explained.join(), from, ...of };
        const moves = await record<Answer<'/v1/differences'>>('/v1/differences', all);
        for (const one of explained)
          keep(
            '/v1/differences',
            { ...all, subjects: one },
            {
              ...moves,
              data: moves.data.filter(({ subject }) => `${subject.type}:${subject.id}` === one),
            },
          );
      }
      for (const [shape, most, metrics] of [
        ['long', DRAWN, 'score,p05,p95,scarce,scarce_p05,scarce_p95'],
        ['wide', WITH_YEAR, 'score'],
      ] as const)
        if (lang === 'en') {
          const subjects = ranked.slice(0, most).join();
          const span = { from: before(365), to: day, interval: 'week' };
          await record('/v1/series', { subjects, metrics, buyer, shape, ...span });
        }
      for (const row of rows) {
        const { id } = row.subject;
        views.push(`elements/${id}`);
        await record(`/v1/elements/${id}/explanation`, of);
        await record('/v1/map', { element: id, ...of });
        await record('/v1/measures', { element: id, visibility: 'public', limit: '1000', lang });
        await record(`/v1/elements/${id}/history`, { interval: 'month', ...of });
        const card = cards.get(`${id}.${buyer}`);
        const { name, colour } = cardOf(row, scale.bands);
        if (card !== undefined) card.name.ja = name;
        else
          cards.set(`${id}.${buyer}`, {
            as_of: day,
            colour,
            name: { en: name, ja: name },
            buyer: {
              en: countryTitle(countryNames('en')[buyer] ?? buyer),
              ja: countryNames('ja')[buyer] ?? buyer,
            },
            score: row.score ?? null,
            scarce: row.scarce ?? null,
            interval: row.interval == null ? null : shownRange(row.score ?? 0, row.interval),
          });
        if (lang === 'en')
          for (const step of row.scheduled_steps ?? []) {
            const at = `${step.date} ${step.description}`;
            const ahead = dates.get(at) ?? { date: step.date, title: step.description, lines: [] };
            const [after, scarcer] =
              step.what === 'ends'
                ? [step.score_if_not, step.scarce_if_not]
                : [step.score_if_in_force, step.scarce_if_in_force];
            ahead.lines.push(
              `${id} ${buyer}: ${row.score} -> ${after} %, scarce ${row.scarce} -> ${scarcer} %`,
            );
            dates.set(at, ahead);
          }
      }
      if (lang === 'en') entries.push(...(await changesOf(buyer)));
    }
  }

  for (const { label, next_step: next, watch } of watched) {
    if (next === null || watch == null) continue;
    const same = [...dates.values()].filter(({ date }) => date === next.date);
    if (same.length === 0) dates.set(label, { date: next.date, title: label, lines: [watch.en] });
    for (const { lines } of same) lines.unshift(watch.en);
  }

  async function changesOf(buyer: string): Promise<FeedEntry[]> {
    const query = { buyer, min_abs_delta: String(NEWS), from: before(30), limit: '1000' };
    const { data } = await ask<Answer<'/v1/changes'>>('/v1/changes', query);
    return data.slice(-MOST_ENTRIES).map(({ seq, subject, score_before, score_after, causes, as_of }) => ({
      id: `${site}/changes/${buyer}/${seq}`,
      title: `${subject.name} for ${buyer}: ${score_before ?? 'unknown'} -> ${score_after ?? 'unknown'} %`,
      text: causes.map(({ label, points }) => `${label}: ${points}`).join('\n'),
      updated: `${as_of}T00:00:00Z`,
      link: `${site}/${FOLDERS[subject.type as keyof typeof FOLDERS]}/${subject.id}/?buyer=${buyer}`,
      kinds: causes.map(({ cause }) => cause),
    }));
  }

  for (const [name, card] of cards) write(`data/card/${name}.json`, JSON.stringify(card));
  const ran: FeedEntry = {
    id: `${site}/runs/${run.run_id}`,
    title: `Scores of ${day}`,
    text: `Run ${run.run_id}`,
    updated: `${day}T00:00:00Z`,
    link: `${site}/`,
    kinds: ['run'],
  };
  const table = readFileSync(join(ROOT, 'docs/benchmark/corrections.csv'));
  write('corrections.csv', table);
  const corrected = parse<Record<'id' | 'since' | 'until' | 'what' | 'moved', string>>(table, {
    columns: true,
  }).map(
    ({ id, since, until, what, moved }): FeedEntry => ({
      id: `${site}/corrections/${id}`,
      title: `Correction: ${what}`,
      text: `Wrong until ${until}; at the earliest from: ${since || 'unknown'}. ${moved}.`,
      updated: `${until}T00:00:00Z`,
      link: `${site}/corrections.csv`,
      kinds: ['correction'],
    }),
  );
  const told = [ran, ...corrected, ...entries.slice(-MOST_ENTRIES).toReversed()];
  write('feed.xml', atomFeed(site, ran.updated, told));
  const ahead = [...dates.values()].sort((one, other) => one.date.localeCompare(other.date));
  write(
    'calendar.ics',
    calendar(
      `${day.replaceAll('-', '')}T000000Z`,
      ahead.map(({ date, title, lines }) => ({ date, title, text: lines.join('\n') })),
    ),
  );
  await writePage(to, write, [...new Set(views)], site, day);
  return day;
}

type Card = Readonly<{
  as_of: string;
  name: Record<(typeof LANGUAGES)[number], string>;
  buyer: Readonly<Record<(typeof LANGUAGES)[number], string>>;
  score: number | null;
  interval: Readonly<{ p05: number; p95: number }> | null;
  scarce: number | null;
  colour: string;
}>;

const cardOf = ({ subject, band }: Scores['data'][number], bands: Scores['scale']['bands'] = []) => ({
  name: capitalised(subject.name),
  colour: bands.find(({ name }) => name === band)?.colour ?? '#8b8d92',
});

/** With the embed, and what machines read first. */
async function writePage(
  to: string,
  write: (file: string, content: string | Uint8Array) => void,
  views: readonly string[],
  site: string,
  day: string,
): Promise<void> {
  const { folder, files } = await builtPage();
  if (folder === null) throw new CommandFailure('The page cannot be built here');
  for (const file of files) if (!file.endsWith('.gz')) cpSync(join(folder, file), join(to, file));
  for (const name of ['copy', 'embed']) {
    const { outputFiles } = buildSync({
      ...{
        entryPoints: [join(ROOT, `dashboard/static/${name}.ts`)],
        bundle: true,
        minify: true,
        write: false,
      },
      format: 'iife',
      target: 'es2022',
    });
    write(`${name}.js`, outputFiles[0]?.contents ?? '');
  }
  const head = `<script src="/copy.js"></script><link rel="alternate" type="application/atom+xml" href="/feed.xml"><meta property="og:title" content="Chokepoint, ${day}"><meta property="og:description" content="How likely users of critical elements stand still, and why. Expert judgement, not validated.">`;
  const index = readFileSync(join(folder, 'index.html'), 'utf8').replace('<head>', `<head>${head}`);
  for (const file of ['index.html', '404.html', ...views.map((view) => `${view}/index.html`)])
    write(file, index);
  write(
    'embed.html',
    '<!doctype html><meta charset="utf-8"><title>Chokepoint</title><body><script src="embed.js"></script>',
  );
  write('robots.txt', `User-agent: *\nAllow: /\n`);
  write(
    'llms.txt',
    `# Chokepoint

> How likely users of 39 critical elements stand still within a year (score), how likely some cannot get what they order (scarce), and why, for JPN, USA, EUU, KOR and TWN. Percentages of ${day}. Expert judgement, not validated; null is unknown, never 0. Always give the interval and the day.

- [Scores for Japan](${site}/data/en/scores.element.JPN.json): put another buyer in the name
- [Why, dysprosium for Japan](${site}/data/en/elements/Dy/explanation.JPN.json): causes that add up, dates, evidence
- [History by month](${site}/data/en/elements/Dy/history.JPN.month.json)
- [Register of measures](${site}/data/en/measures.json)
- [Dates ahead](${site}/calendar.ics), [changes](${site}/feed.xml), [corrections](${site}/corrections.csv)
- [Method](${site}/evidence/method)

CC BY 4.0: Contributors of Chokepoint, ${day}.
`,
  );
}
