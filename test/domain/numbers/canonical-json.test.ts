import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';

describe('canonical JSON', () => {
  it('sorts keys in byte order at every depth and leaves lists as they are', () => {
    expect(canonicalJson({ b: [2, 1], a: { z: null, Z: true } })).toBe('{"a":{"Z":true,"z":null},"b":[2,1]}');
  });

  it('prints numbers as ECMAScript does, the examples of RFC 8785', () => {
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    );
  });

  it('leaves out members that are undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('refuses numbers that JSON cannot hold', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow('NaN has no JSON text');
    expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow(TypeError);
  });

  it('reads back as the same value, and is the same text for the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        const back = JSON.parse(text);
        expect(canonicalJson(back)).toBe(text);
        expect(back).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

it('writes what is not there as null in a list, leaves it out of an object, and is null by itself', () => {
  expect([canonicalJson([undefined, 1]), canonicalJson({ a: undefined, b: 1 }), canonicalJson(undefined)]).toEqual([
    '[null,1]',
    '{"b":1}',
    'null',
  ]);
});

describe('the package canonicalize (RFC 8785)', () => {
  it('writes the same bytes for the facts and every methodology', () => {
    const documents = [bundledReferenceData, ...[...bundledMethodologies.values()].map(({ document }) => document)];
    for (const document of documents) expect(canonicalJson(document) === canonicalize(document as object)).toBe(true);
  });

  it('writes the same bytes for any value whose texts are Unicode', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value as object));
      }),
    );
  });

  it('refuses half a character, which a client may send and which is kept here as it came', () => {
    expect(() => canonicalize({ name: '\ud800' })).toThrow('Lone surrogate');
    expect(canonicalJson({ name: '\ud800' })).toBe('{"name":"\\ud800"}');
  });
});
