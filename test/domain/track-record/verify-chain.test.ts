import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import {
  type ChainLink,
  linkBehind,
  linkProblems,
  notedHeadProblems,
  type PublishedRun,
  sheetProblems,
} from '#domain/track-record/chain.ts';
import { forecastOf, forecastSheet, type SheetReference } from '#domain/track-record/forecast-sheet.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const methodology = { version: '1.0.0', sha256: 'a'.repeat(64) };

/** A chain of so many nights, each with a sheet of two elements. */
function chainOf(nights: number): {
  readonly links: readonly ChainLink[];
  readonly texts: readonly string[];
} {
  const links: ChainLink[] = [];
  const texts: string[] = [];
  for (let n = 1; n <= nights; n += 1) {
    const day = `2026-10-${String(n).padStart(2, '0')}`;
    const identity = {
      run_id: `r${String(n).padStart(10, '0')}`,
      as_of: day,
      known_at: day,
      horizon_days: 365,
      methodology,
    };
    const documents = ['Dy', 'Tb'].map((id) => scoreDocument({ id, score: 10 * n }));
    const sheet = forecastSheet(
      identity,
      { subject_type: 'element', buyer: 'JPN', part: 0 },
      documents.map(forecastOf),
    );
    const text = canonicalJson(sheet);
    const run: PublishedRun = {
      ...identity,
      published_at: `${day}T18:30:00.000Z`,
      inputs_sha256: 'c'.repeat(64),
      rules_sha256: 'e'.repeat(64),
      parts: [{ subject_type: 'element', buyer: 'JPN', part: 0, forecasts: 2, sha256: sha256(text) }],
    };
    links.push(linkBehind(links.at(-1) ?? null, run, sha256));
    texts.push(text);
  }
  return { links, texts };
}

const problemsOf = (links: readonly ChainLink[], texts: readonly string[] | null = null): readonly string[] =>
  links.flatMap((link, n) => [
    ...linkProblems(link, links[n - 1] ?? null, sha256),
    ...(texts === null ? [] : sheetProblems(link, link.parts[0] as SheetReference, texts[n] ?? null, sha256)),
  ]);
/** The link with its hash computed anew: what a forger does who knows the format. */
const rehashed = ({ sha256: _old, ...content }: ChainLink): ChainLink => ({
  ...content,
  sha256: sha256(canonicalJson(content)),
});

describe('a chain over published runs', () => {
  const { links, texts } = chainOf(5);
  const [first, second, third] = links as [ChainLink, ChainLink, ChainLink];

  it('has no fault as it was made', () => {
    expect(problemsOf(links, texts)).toEqual([]);
    expect(links.map(({ sequence, previous_sha256 }) => [sequence, previous_sha256])).toEqual(
      links.map((_, n) => [n + 1, links[n - 1]?.sha256 ?? null]),
    );
  });

  it('shows a change of any byte of any link', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(), fc.integer({ min: 32, max: 126 }), (n, place, code) => {
        const text = canonicalJson(links[n]);
        const at = place % text.length;
        const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
        fc.pre(changed !== text);
        let link: ChainLink;
        try {
          link = JSON.parse(changed) as ChainLink;
        } catch {
          return; // no JSON any more
        }
        expect(problemsOf(links.with(n, link)).length).toBeGreaterThan(0);
      }),
    );
  });

  it('shows a change of any byte of any sheet', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(), fc.integer({ min: 32, max: 126 }), (n, place, code) => {
        const text = texts[n] as string;
        const at = place % text.length;
        const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
        fc.pre(changed !== text);
        expect(problemsOf(links, texts.with(n, changed))).toEqual([
          expect.stringContaining('does not have its hash'),
        ]);
      }),
    );
  });

  it('shows links that were dropped, swapped, repeated or put in, wherever they stood', () => {
    for (const n of [0, 1, 2, 3]) {
      expect(problemsOf(links.toSpliced(n, 1)).length, `without link ${n + 1}`).toBeGreaterThan(0);
      const swapped = links.with(n, links[n + 1] as ChainLink).with(n + 1, links[n] as ChainLink);
      expect(problemsOf(swapped).length, `links ${n + 1} and ${n + 2} swapped`).toBeGreaterThan(0);
      expect(problemsOf(links.toSpliced(n, 0, links[n] as ChainLink)).length).toBeGreaterThan(0);
      const forged = rehashed({ ...(links[n] as ChainLink), run_id: 'r0000000099' });
      expect(problemsOf(links.toSpliced(n, 0, forged)).length).toBeGreaterThan(0);
    }
  });

  it('shows a link that was written anew with a right hash, because the next one names the old', () => {
    const forged = rehashed({ ...second, as_of: '2026-09-30' });
    expect(problemsOf(links.with(1, forged))).toEqual([
      `link 3 (run r0000000003) names ${second.sha256} as the link before, which is ${forged.sha256}`,
    ]);
    const otherBefore = rehashed({ ...first, previous_sha256: 'b'.repeat(64) });
    expect(linkProblems(otherBefore, null, sha256)).toEqual([
      expect.stringContaining('as the link before, which is none'),
    ]);
  });

  it('shows a newest link that was written anew only to who has noted the head', () => {
    const forged = rehashed({ ...(links[4] as ChainLink), as_of: '2026-09-30' });
    const hashes = (chain: readonly ChainLink[]) => chain.map((link) => link.sha256);
    expect(problemsOf(links.with(4, forged))).toEqual([]);
    expect(notedHeadProblems(links[4]?.sha256 ?? '', hashes(links.with(4, forged)))).toEqual([
      expect.stringContaining('rewritten or cut off'),
    ]);
    expect(notedHeadProblems(links[4]?.sha256 ?? '', hashes(links))).toEqual([]);
  });

  it('shows runs and times that go backwards, and a sheet that is named twice', () => {
    const earlierRun = rehashed({ ...second, run_id: 'r0000000000' });
    expect(linkProblems(earlierRun, first, sha256)).toEqual([
      'link 2 (run r0000000000) is not of a later run than the link before (r0000000001)',
    ]);
    const earlierDay = rehashed({ ...second, published_at: '2026-09-01T00:00:00.000Z' });
    expect(linkProblems(earlierDay, first, sha256)).toEqual([
      expect.stringContaining('was published at 2026-09-01T00:00:00.000Z, before'),
    ]);
    const twice = rehashed({ ...second, parts: [...second.parts, ...second.parts] });
    expect(linkProblems(twice, first, sha256)).toEqual([
      'link 2 (run r0000000002) names the sheet element JPN 0 twice',
    ]);
  });

  it('shows a sheet that is missing, of another run, of another length, or no JSON, though its hash is right', () => {
    const reference = third.parts[0] as SheetReference;
    const name = 'sheet element JPN 0 of link 3 (run r0000000003)';
    const withText = (text: string, forecasts = 2) =>
      sheetProblems(third, { ...reference, forecasts, sha256: sha256(text) }, text, sha256);
    expect(sheetProblems(third, reference, null, sha256)).toEqual([`${name} is missing`]);
    expect(withText(texts[1] as string)).toEqual([
      `${name} is of another run, day, method or address than its link says`,
    ]);
    expect(withText(texts[2] as string, 3)).toEqual([`${name} has 2 forecasts, the link says 3`]);
    expect(withText('no JSON')).toEqual([`${name} is no sheet of forecasts`]);
    expect(withText('{}')).toEqual([`${name} is no sheet of forecasts`]);
  });
});
