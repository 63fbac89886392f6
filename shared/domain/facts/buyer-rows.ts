/**
 * Priority of the buyer's rows (section 0 of the scoring specification): for each key the first of the element's own row, its heavy or
 * light group, all rare earths, and every element that has a value.
 */
import type { AmendmentParameters } from '../vocabulary/methodology.ts';
import type { ElementGroups } from '../vocabulary/scoring-inputs.ts';

const HALVES_OF_THE_RARE_EARTHS = ['HREE', 'LREE'] as const;
const RARE_EARTHS = 'REE';
const EVERY_ELEMENT = 'ALL';
const MAGNETS = 'NdFeB';

/** Names under which rows for an element may stand, best first. */
export function rowNames(element: string, groups: ElementGroups): readonly string[] {
  const inGroup = (group: string): boolean => groups[group]?.includes(element) === true;
  const half = HALVES_OF_THE_RARE_EARTHS.filter(inGroup);
  return [element, ...half, ...(inGroup(RARE_EARTHS) ? [RARE_EARTHS] : []), EVERY_ELEMENT];
}

/** Those under which rows of imports and reliance count: a group row speaks for the elements that make up its tonnes. */
export function tradeRowNames(
  names: readonly string[],
  element: string,
  members: AmendmentParameters['group_row_members'] = {},
): readonly string[] {
  return names.filter((name) => members[name]?.includes(element) !== false);
}

/** At the magnet stage a row for magnets goes before all others; cover only. */
export function magnetRowNames(names: readonly string[]): readonly string[] {
  return [MAGNETS, ...names];
}

/** Is this the row for magnets, whose days already hold the goods on their way? */
export function isMagnetRow({ element }: { readonly element: string }): boolean {
  return element === MAGNETS;
}

/** The first name under which there is something. */
export function firstNamed<T>(names: readonly string[], find: (name: string) => T | null): T | null {
  for (const name of names) {
    const found = find(name);
    if (found !== null) return found;
  }
  return null;
}
