import { describe, expect, it } from 'vitest';
import {
  SOURCE_CONTRACTS,
  SOURCE_NAMES,
  sourceContract,
  sourceContractSchema,
} from '#contracts/collection/source-contracts.ts';
import { SOURCE_READERS } from '#functions/sources/source-registry.ts';

describe('contracts of sources', () => {
  it('are frozen to the bottom', () => {
    for (const contract of SOURCE_CONTRACTS) {
      expect([
        Object.isFrozen(contract),
        Object.isFrozen(contract.hosts),
        Object.isFrozen(contract.rows),
      ]).toEqual([true, true, true]);
    }
  });

  it('each have a reader, of the version that they name', () => {
    expect(SOURCE_READERS.map(({ contract, reader }) => [contract.name, reader.version])).toEqual(
      expect.arrayContaining(SOURCE_CONTRACTS.map(({ name, reader_version: version }) => [name, version])),
    );
    expect(SOURCE_READERS).toHaveLength(SOURCE_NAMES.length);
  });

  const taiwan = () => structuredClone(sourceContract('taiwan-mnd'));
  const faults = (change: object) =>
    sourceContractSchema.safeParse({ ...taiwan(), ...change }).error?.issues.map(({ message }) => message) ??
    [];

  it('are refused where they contradict themselves', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ hosts: ['air.mnd.gov.tw'] })).toEqual([
      'https://www.mnd.gov.tw/news/plaactlist is on none of the hosts of the source',
    ]);
    expect(faults({ kind: 'pdf' })).toEqual(['pdf is binary']);
    expect(faults({ encoding: 'binary' })).toEqual(['html is text and needs an encoding']);
    expect(faults({ rows: { least: 3, most: 2 } })).toEqual(['least is more than most']);
    expect(faults({ definitions: taiwan().definitions.toReversed() })).toEqual([
      'they are not in the order of their days',
    ]);
    expect(faults({ discovery: { ...taiwan().discovery, document: '(' } })).toEqual(['a regular expression']);
    expect(faults({ discovery: { ...taiwan().discovery, pages: ['http://www.mnd.gov.tw/'] } })).toEqual([
      'an address that begins with https://',
    ]);
    expect(faults({ spelled_wrong: 1 })).toHaveLength(1);
  });

  it('are found by name', () => {
    expect(() => sourceContract('mnd')).toThrow(
      'there is no source mnd: it is one of taiwan-mnd, senkaku-jcg',
    );
  });
});
