/** Where the shares of an element stand in one row of numbers, so that a draw can replace all of them at once. */
import { type CountryCode, type ElementInputs, STAGES, type Stage, type StageInputs } from '../vocabulary/scoring-inputs.ts';
import { OTHER_ORIGINS, positiveEntries, type ShareTables } from './effective-shares.ts';
import { hasGovernance } from './governance.ts';

/** A table with the shares that are stated, in the order of its origins. */
interface StatedTable {
  readonly origins: readonly CountryCode[];
  readonly offset: number;
  readonly stated: readonly number[];
}

/** The tables of a stage that has world shares. */
export interface StageTables extends ShareTables {
  readonly stage: Stage;
  readonly inputs: StageInputs;
  readonly world: StatedTable;
  readonly imports: StatedTable | null;
}

export interface ElementTables {
  /** Tables of the stages, in stage order. */
  readonly stages: readonly StageTables[];
  readonly worldLength: number;
  readonly importsLength: number;
  readonly namedLength: number;
  /** Origins of any table without a governance estimate, in byte order. */
  readonly ungoverned: readonly CountryCode[];
}

/**
 * The tables of an element with their places; stages without world shares are left out. `ownCodes`: with it a stage without imports has an
 * import table of the foreign origins of the world and the unnamed remainder, for methodologies that draw what is missing.
 */
export function elementTables(
  { stages: all, governance }: Pick<ElementInputs, 'stages' | 'governance'>,
  ownCodes: readonly CountryCode[] | null = null,
): ElementTables {
  const stages: StageTables[] = [];
  let [worldLength, importsLength, namedLength] = [0, 0, 0];
  for (const stage of STAGES) {
    const inputs = all[stage];
    const world = positiveEntries(inputs?.world);
    const stated = positiveEntries(inputs?.imports);
    const imports = stated.length > 0 || ownCodes === null ? stated : missingImports(world, ownCodes);
    const named = positiveEntries(inputs?.named_supply);
    if (inputs == null || world.length === 0) continue;
    stages.push({
      stage,
      inputs,
      world: tableOf(world, worldLength),
      imports: imports.length === 0 ? null : tableOf(imports, importsLength),
      ...(named.length === 0 ? {} : { named: tableOf(named, namedLength) }),
      place: stages.length,
    });
    worldLength += world.length;
    importsLength += imports.length;
    namedLength += named.length;
  }
  const known = stages.flatMap(({ world, imports }) => [...world.origins, ...(imports?.origins ?? [])]);
  const ungoverned = [...new Set(known)].filter((origin) => !hasGovernance(governance, origin)).sort();
  return { stages, worldLength, importsLength, namedLength, ungoverned };
}

/** Where imports that are not known may come from, stated as none; empty when all that is made in the world is the buyer's own. */
function missingImports(
  world: readonly (readonly [CountryCode, number])[],
  ownCodes: readonly CountryCode[],
): readonly (readonly [CountryCode, number])[] {
  const foreign = world.map(([origin]) => origin).filter((origin) => !ownCodes.includes(origin));
  return foreign.length === 0 ? [] : [...new Set([...foreign, OTHER_ORIGINS])].sort().map((origin) => [origin, 0]);
}

function tableOf(entries: readonly (readonly [CountryCode, number])[], offset: number): StatedTable {
  return { origins: entries.map(([origin]) => origin), offset, stated: entries.map(([, share]) => share) };
}

/** The stated shares of the tables, in their places. */
export function statedShares({ stages, worldLength, importsLength }: ElementTables): {
  readonly world: Float64Array;
  readonly imports: Float64Array;
} {
  const shares = { world: new Float64Array(worldLength), imports: new Float64Array(importsLength) };
  for (const { world, imports } of stages) {
    shares.world.set(world.stated, world.offset);
    if (imports !== null) shares.imports.set(imports.stated, imports.offset);
  }
  return shares;
}
