import { expect, test } from 'vitest';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { documentsOf, scorerOn } from '#test/builders/small-facts.ts';

const POISONED = 'mp-materials';
const scorerWith = (poison: object) =>
  scorerOn('2026-10-01', {
    data: {
      ...bundledReferenceData,
      supplier_sites: bundledReferenceData.supplier_sites.map((site) =>
        site.supplier === POISONED ? { ...site, ...poison } : site,
      ),
    },
  });
const sound = scorerWith({});
const names = async (scorer: typeof sound) => [...(await documentsOf(scorer)).keys()];
const soundNames = await names(sound);

test.each([
  ['start_date', '2028-13-99'],
  ['known_from', 'soon'],
  ['known_from', null], // a TypeError, as of any fault of the code
])(
  'a supplier whose %s is "%s" has no score and says why; the other scores and the documents of the run are those without it',
  async (field, value) => {
    const poisoned = scorerWith({ [field]: value });
    const scoreOf = (scorer: typeof sound, type: string, id: string) =>
      scorer.findings({ type, id }, 'JPN').result.document.score;

    const { document } = poisoned.findings({ type: 'supplier', id: POISONED }, 'JPN').result;
    expect([document.score, document.status]).toEqual([null, 'insufficient_data']);
    expect(document.status_reason).toMatch(
      /^A fact that it rests on cannot be read: (".*" is not a calendar day|TypeError: Cannot read properties of null)/,
    );
    for (const [type, id] of [
      ['supplier', 'lynas'],
      ['element', 'Nd'],
      ['country', 'CHN'],
    ] as const)
      expect(scoreOf(poisoned, type, id), id).toBe(scoreOf(sound, type, id));
    expect(await names(poisoned)).toEqual(soundNames);
  },
);
