/** Cover of a buyer for the stages of an element: some stages have rows of their own. */
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import { magnetRowNames, rowNames } from './buyer-rows.ts';
import { coverDays, type FindCover } from './cover-days.ts';
import type { ReferenceIndex } from './reference-index.ts';

/** Days of cover by `default`, and by `magnet` where the element has that stage. */
export function coverByStage(index: ReferenceIndex, element: string, buyer: CountryCode, stages: readonly Stage[]) {
  const { parameters, groups } = index.methodology;
  const names = rowNames(element, groups);
  const find: FindCover = (name, component) => {
    const row = index.cover(buyer, name, component);
    return row?.days_median == null ? null : row;
  };
  const ofStage = { magnet: magnetRowNames(names), ...parameters.stage_cover_rows };
  const special = stages.flatMap((stage) => {
    const stageNames = ofStage[stage as keyof typeof ofStage];
    return stageNames === undefined ? [] : [[stage, stageNames] as const];
  });
  const keys = [['default', names] as const, ...special];
  const found = keys.flatMap(([key, keyNames]) => {
    const cover = coverDays(keyNames, find, parameters);
    return cover === null ? [] : [[key, cover] as const];
  });
  return {
    days: found.length === 0 ? null : Object.fromEntries(found.map(([key, { days }]) => [key, days])),
    sigmas: Object.fromEntries(found.flatMap(([key, { sigma }]) => (sigma === null ? [] : [[key, sigma] as const]))),
    rows: Object.fromEntries(found.map(([key, { rows }]) => [key, rows])),
  };
}
