import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { MethodologyDocument } from '#domain/method/parameters.ts';
import { unpackedTrade } from '#domain/signals/packed-trade.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';

const folder = new URL('../../shared/reference/', import.meta.url).pathname;
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const files = Object.fromEntries(
  globSync([`${folder}*.json`, `${folder}signals/*.json`])
    .filter((file) => basename(file) !== 'methodology.json')
    .map((file) => [basename(file, '.json').replaceAll('-', '_'), read(file)]),
) as unknown as ReferenceData;

/** The facts that ship, and not the frozen world: what must hold of a method holds of any facts. */
export const shippedFacts: ReferenceData = {
  ...files,
  trade: unpackedTrade(files.trade as unknown as Parameters<typeof unpackedTrade>[0]),
};

/** The method that ships. */
export const shippedMethodology = read(`${folder}methodology.json`) as MethodologyDocument;
