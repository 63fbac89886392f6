import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { languageOf } from '#domain/words/catalogue.ts';
import { withScoreLinks } from '#functions/api/published-run/score-links.ts';
import { reportOf } from '#functions/api/report/get-report.ts';
import { reportAsHtml } from '#functions/api/report/report-as-html.ts';
import { rescorerOf } from '#functions/scoring/rescorer.services.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { CHROMIUM, hasChromium } from './page-in-a-browser.ts';

const rescorer = rescorerOf(bundledReferenceData);
const when = { as_of: '2026-11-29', known_at: '2026-11-29', end_use: 'civil' } as const;

const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
/** Every subject that ships. */
const SUBJECTS = {
  element: bundledReferenceData.elements.map(({ symbol }) => symbol),
  supplier: distinct(bundledReferenceData.supplier_sites.map(({ supplier }) => supplier)),
  country: distinct(bundledReferenceData.shares.map(({ country }) => country)),
} as const;

describe.runIf(hasChromium)('a report on paper', () => {
  test.each(['element', 'supplier', 'country'] as const)(
    'is one sheet of A4 for every %s that ships, in English and in Japanese',
    async (type) => {
      const browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: ['--no-sandbox', '--disable-gpu'],
      });
      const wrong: string[] = [];
      try {
        const page = await browser.newPage();
        for (const id of SUBJECTS[type]) {
          const found = await rescorer.find({ type, id, buyer: 'JPN' }, when);
          if (found === null) continue;
          for (const lang of ['en', 'ja'] as const) {
            await page.setContent(
              reportAsHtml(
                reportOf(withScoreLinks(found.explanation), lang, languageOf(lang), 'https://scores.example'),
              ),
            );
            const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
            const sheets = pdf.match(/[/]Type\s*[/]Page\b/g)?.length;
            // A4 in points.
            const isA4 = /[/]MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/.test(pdf);
            if (sheets !== 1 || !isA4) wrong.push(`${type} ${id} ${lang}: ${sheets} sheets`);
          }
        }
      } finally {
        await browser.close();
      }
      expect(wrong).toEqual([]);
    },
  );
});
