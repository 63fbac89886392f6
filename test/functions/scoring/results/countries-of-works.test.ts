import { expect, test } from 'vitest';
import { countriesOfWorks } from '#functions/scoring/results/run-scorer.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';

test('the country of every supplier that ships is one in which no other has more works that run', () => {
  const suppliers = Map.groupBy(bundledReferenceData.supplier_sites, ({ supplier }) => supplier);
  for (const [id, sites] of suppliers) {
    const countries = countriesOfWorks(sites);
    const running = countries.map(
      (country) =>
        sites.filter((site) => site.country === country && /yes|partial/.test(site.operating ?? '')).length,
    );
    expect([id, running[0]]).toEqual([id, Math.max(...running)]);
    expect(new Set(countries)).toEqual(new Set(sites.map(({ country }) => country)));
  }
  expect(countriesOfWorks(suppliers.get('usa-rare-earth') ?? [])).toEqual(['USA', 'GBR']);
});
