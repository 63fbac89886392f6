import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methodologyDocument } from '#contracts/facts/reference-data.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';

const golden = JSON.parse(readFileSync('test/golden/scoring-cases.json', 'utf8'));
const documentOf = (version: string) => {
  const published = bundledMethodologies.get(version);
  if (published === undefined) throw new Error(`no methodology ${version}`);
  return published.document;
};
const base = documentOf('1.0.0');

describe('the published methodologies', () => {
  it('are the base, its two variants and the next version in shadow, each a whole document of the contract', () => {
    expect([...bundledMethodologies.keys()]).toEqual(['1.0.0', '1.0.0-evidence-only', '1.0.0-precautionary', '1.1.0']);
    expect([...bundledMethodologies.values()].map(({ document }) => document.status)).toEqual([undefined, undefined, undefined, 'shadow']);
    for (const { document } of bundledMethodologies.values()) expect(methodologyDocument.safeParse(document).error).toBeUndefined();
  });

  it('have the parameters and groups that the golden cases were computed with', () => {
    const { parameters, groups } = methodologyOf(base);
    expect(parameters).toEqual(golden.parameters);
    expect(groups).toEqual(golden.groups);
  });

  it('of 1.0.0 differ in nothing but their betas', () => {
    const withoutBeta = ({ parameters, groups, bands, measure_map }: typeof base) => ({
      ...parameters,
      beta: null,
      groups,
      bands,
      measure_map,
    });
    for (const version of ['1.0.0-evidence-only', '1.0.0-precautionary'])
      expect(withoutBeta(documentOf(version))).toEqual(withoutBeta(base));
  });

  it('take the signals off new controls in evidence-only, and leave them on transit', () => {
    expect(documentOf('1.0.0-evidence-only').parameters.beta.value).toEqual({
      new_control: { default: {} },
      transit: base.parameters.beta.value.transit,
    });
  });

  it('triple every beta in precautionary', () => {
    const { new_control, transit } = documentOf('1.0.0-precautionary').parameters.beta.value;
    expect(new_control.JPN).toEqual({ senkaku: 0.411981, taiwan_strait: 0.205989, carriers: 0.205989 });
    expect(new_control.default).toEqual({});
    expect(transit.default).toEqual({ taiwan_strait: 0.823959, carriers: 0.247188 });
  });

  it('name five bands from 0 up with a colour each', () => {
    expect(base.bands.map(({ name, from }) => [name, from])).toEqual([
      ['low', 0],
      ['guarded', 20],
      ['elevated', 40],
      ['high', 60],
      ['critical', 80],
    ]);
    expect(new Set(base.bands.map(({ colour }) => colour)).size).toBe(5);
  });

  it('differ in 1.1.0 by the parameters of its amendments, each of which belongs to one of them', () => {
    const later = documentOf('1.1.0');
    const added = Object.keys(later.parameters).filter((name) => !(name in base.parameters));
    expect(later.amendments?.items.flatMap(({ parameters }) => parameters).sort()).toEqual(added.sort());
    expect(later).toMatchObject({ parameters: base.parameters, groups: base.groups, relief_map: base.relief_map });
  });

  it('are known by the sha256 of their canonical JSON, whatever the order of their keys', () => {
    for (const { document, sha256 } of bundledMethodologies.values()) {
      const reordered = Object.fromEntries(Object.entries(document).reverse());
      expect(createHash('sha256').update(canonicalJson(reordered)).digest('hex')).toBe(sha256);
    }
    expect(new Set([...bundledMethodologies.values()].map(({ sha256 }) => sha256)).size).toBe(4);
  });
});
