import { readFileSync } from 'node:fs';
import type { Methodology, Parameters } from '#domain/vocabulary/methodology.ts';
import type { ElementGroups } from '#domain/vocabulary/scoring-inputs.ts';

interface GoldenFile {
  readonly methodology: string;
  readonly parameters: Parameters;
  readonly groups: ElementGroups;
  readonly cases: readonly GoldenCase[];
}

export interface GoldenCase {
  readonly id: string;
  readonly kind: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

const file = JSON.parse(readFileSync(new URL('../golden/scoring-cases.json', import.meta.url), 'utf8')) as GoldenFile;

/** The methodology the golden cases were worked with. */
export const goldenMethodology: Methodology = { version: file.methodology, parameters: file.parameters, groups: file.groups };

/** Golden cases of a kind. */
export function goldenCases(kind: string): readonly GoldenCase[] {
  return file.cases.filter((one) => one.kind === kind);
}
