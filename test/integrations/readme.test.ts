import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rescorer } from '#functions/scoring/rescorer.services.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
  language,
  code: code.trim(),
}));

describe('the front page', () => {
  test('has the two commands of a stranger', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(blocks.filter(({ language }) => language === 'sh').map(({ code }) => code)).toEqual(
      expect.arrayContaining(['npm ci && npm start', 'npm test']),
    );
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']));
  });

  test('shows what the shipped facts give for dysprosium and Japan on the day it names, and says it in words', async () => {
    const shown = JSON.parse(blocks.find(({ language }) => language === 'json')?.code ?? '');
    const when = { as_of: shown.as_of, known_at: shown.as_of, end_use: 'civil' } as const;
    const scored = async (more = {}) =>
      (await rescorer.find({ type: 'element', id: 'Dy', buyer: 'JPN' }, { ...when, ...more }))?.document;
    expect(await scored()).toMatchObject(shown);
    const [said, stocked] = [shown, await scored({ cover_days: 180 })].map((of) =>
      Object.fromEntries(
        Object.entries({ ...of, ...of?.interval }).map(([name, value]) => [name, Math.round(Number(value))]),
      ),
    );
    for (const words of [
      `about ${said?.score} in 100 (${said?.p05} to ${said?.p95}, given`,
      `make ${said?.state} of it (\`state\`), what may begin ${said?.may_begin}, a security crisis ${said?.security}.`,
      `about ${said?.scarce} in 100 that some cannot get`,
      `Today the two are ${said?.now} and ${said?.scarce_now} (`,
      `lasts 180 days: ${stocked?.score} and ${stocked?.scarce}.`,
    ])
      expect(readme).toContain(words);
  });
});
