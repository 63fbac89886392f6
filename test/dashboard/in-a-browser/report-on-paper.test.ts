import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { withScoreLinks } from '#functions/api/published-run/score-links.ts';
import { reportOf } from '#functions/api/report/get-report.ts';
import { reportAsHtml } from '#functions/api/report/report-as-html.ts';
import { languageOf } from '#functions/api/service/catalogue-of-words.ts';
import { rescorerOf } from '#functions/rescoring/rescorer.ts';
import { CHROMIUM, hasChromium } from './page-in-a-browser.ts';

const rescorer = rescorerOf(bundledReferenceData);
const when = { as_of: '2026-11-29', known_at: '2026-11-29', end_use: 'civil' } as const;

describe.runIf(hasChromium)('a report on paper', () => {
  test.each([
    ['element', 'Dy'],
    ['element', 'Sb'],
    ['supplier', 'lynas'],
    ['supplier', 'jl-mag'],
    ['country', 'CHN'],
  ] as const)('%s %s is one sheet of A4, in English and in Japanese', async (type, id) => {
    const found = await rescorer.find({ type, id, buyer: 'JPN' }, when);
    if (found === null) throw new Error(`there is no ${type} ${id}`);
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      for (const lang of ['en', 'ja'] as const) {
        const page = await browser.newPage();
        await page.setContent(reportAsHtml(reportOf(withScoreLinks(found.explanation), lang, languageOf(lang), 'https://scores.example')));
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
        expect(pdf.match(/[/]Type\s*[/]Page\b/g), `${id} ${lang}`).toHaveLength(1);
        // A4 in points.
        expect(pdf).toMatch(/[/]MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
      }
    } finally {
      await browser.close();
    }
  });
});
