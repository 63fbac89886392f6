import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methodologyDocument } from '#contracts/facts/reference-data.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';

const golden = JSON.parse(readFileSync('test/golden/scoring-cases.json', 'utf8'));
const laterGolden = JSON.parse(readFileSync('test/golden/scoring-cases-2.0.0.json', 'utf8'));
const documentOf = (version: string) => {
  const published = bundledMethodologies.get(version);
  if (published === undefined) throw new Error(`no methodology ${version}`);
  return published.document;
};
const base = documentOf('1.0.0');

describe('the published methodologies', () => {
  it('are the base, its two variants and the versions that amend it, each a whole document of the contract', () => {
    expect([...bundledMethodologies.keys()]).toEqual([
      '1.0.0',
      '1.0.0-evidence-only',
      '1.0.0-precautionary',
      '1.1.0',
      '2.0.0',
      '2.0.0-evidence-only',
    ]);
    const statuses = [...bundledMethodologies.values()].map(({ document }) => document.status);
    expect(statuses).toEqual([undefined, undefined, undefined, 'shadow', undefined, undefined]);
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

  it('of 2.0.0 without the weights on judgement differ in nothing else, and have dropped what it has', () => {
    const [whole, without] = [documentOf('2.0.0'), documentOf('2.0.0-evidence-only')];
    expect(without.parameters.beta.value).toEqual({ new_control: { default: {} }, transit: whole.parameters.beta.value.transit });
    const rest = ({ parameters, groups, bands, measure_map, relief_map, limitations }: typeof whole) => ({
      ...{ groups, bands, measure_map, relief_map, limitations },
      parameters: { ...parameters, beta: null },
    });
    expect(rest(without)).toEqual(rest(whole));
    expect(without.amendments).toMatchObject({ of: '2.0.0', removed: whole.amendments?.removed });
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

  it('keep the bytes that earlier scores name', () => {
    const published = ['1.0.0', '1.0.0-evidence-only', '1.0.0-precautionary', '1.1.0'];
    expect(published.map((version) => bundledMethodologies.get(version)?.sha256)).toEqual([
      '8f8112fcb3b6b18494b827e283d68b211245468b13f910a5d06209b42104dd3f',
      'de5a216706ee09300841829452f8568c929bc56d1d0fa9d439af2f713fcd5ae9',
      '77f5fd30b78f691ed57c00926592f89b769e0379570d53b0c4853ef3a890e716',
      '6a6a7d24dd6b93093b6f5bdf5cc6a08da329a704504ca7a40047fd34b71c0d7b',
    ]);
  });

  it('have in 2.0.0 the parameters and groups that its golden cases were computed with, and the rows of facts that it names', () => {
    const { facts_as_known: asKnown, supplementary_policy_rows: rows, ...parameters } = methodologyOf(documentOf('2.0.0')).parameters;
    const { supplementary_policy_rows: _before, ...given } = laterGolden.parameters;
    expect(parameters).toEqual(given);
    expect(documentOf('2.0.0').groups).toEqual(laterGolden.groups);
    expect(asKnown).toBe(true);
    expect(rows).toEqual(expect.arrayContaining(['CD-2025-CO-BAN', 'CN-2025-61-MIL', 'CN-2025-61-SEMI', 'MY-2024-RAW', 'VN-2026-RAW']));
    for (const id of rows ?? []) expect(documentOf('2.0.0').measure_map[id], id).toBeDefined();
  });

  it('cannot be asked for a parameter that they have dropped: 2.0.0 has no chance of a new control that is one for all origins', () => {
    const { amendments, parameters } = documentOf('2.0.0');
    const removed = amendments?.removed ?? [];
    expect(removed).toContain('new_control_prior');
    for (const name of removed) expect(parameters).not.toHaveProperty(name);
    expect(() => methodologyOf(documentOf('2.0.0')).parameters.new_control_prior).toThrow(
      'methodology 2.0.0 has no parameter "new_control_prior"',
    );
  });

  it('are known by the sha256 of their canonical JSON, whatever the order of their keys', () => {
    for (const { document, sha256 } of bundledMethodologies.values()) {
      const reordered = Object.fromEntries(Object.entries(document).reverse());
      expect(createHash('sha256').update(canonicalJson(reordered)).digest('hex')).toBe(sha256);
    }
    expect(new Set([...bundledMethodologies.values()].map(({ sha256 }) => sha256)).size).toBe(6);
  });
});
