import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import type { PolicyRow } from '#domain/vocabulary/reference-data.ts';
import { supplementaryMeasureMap } from '../amended-methodology.ts';
import stateAndEvent from '../registry/methodology-2.0.0.json' with { type: 'json' };
import supplement from '../registry/policy-supplement.json' with { type: 'json' };

type SupplementaryRow = Omit<PolicyRow, 'mapping'>;

const laterMeasureMap = stateAndEvent.measure_map as MethodologyDocument['measure_map'];
const mappings: MethodologyDocument['measure_map'] = { ...supplementaryMeasureMap, ...laterMeasureMap };

/**
 * Measures that the policy table describes only in words, or in one row with others, and rows of `policy` that a later methodology puts into
 * another class: methodologies that do not name them see neither. A row that stands for one of the policy table keeps its facts.
 */
export function loadPolicySupplement(policy: readonly PolicyRow[]): readonly PolicyRow[] {
  const own = (supplement.rows as readonly SupplementaryRow[]).map((row) => {
    const mapping = mappings[row.id];
    if (mapping === undefined) throw new Error(`policy-supplement.json: row ${row.id} has no mapping in a methodology`);
    const { control_class, applies, residual_class = null } = mapping;
    return { ...row, mapping: { control_class, applies, origins: row.origins, targets: row.targets, residual_class } };
  });
  const told = new Set(own.map(({ id }) => id));
  const reclassified = policy.flatMap((row) => {
    const mapping = laterMeasureMap[row.id];
    if (mapping === undefined || told.has(row.id)) return [];
    const { control_class, applies, origins = row.origins, targets = row.targets, residual_class = null } = mapping;
    return [{ ...row, row: `policy-supplement:${row.id}`, mapping: { control_class, applies, origins, targets, residual_class } }];
  });
  return [...own, ...reclassified];
}
