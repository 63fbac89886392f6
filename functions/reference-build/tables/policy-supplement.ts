import type { PolicyRow } from '#domain/vocabulary/reference-data.ts';
import { supplementaryMeasureMap } from '../amended-methodology.ts';
import supplement from '../registry/policy-supplement.json' with { type: 'json' };

type SupplementaryRow = Omit<PolicyRow, 'mapping'>;

/**
 * Measures that the policy table describes only in words, or in one row with others. Methodologies that do not name them do not read them.
 */
export function loadPolicySupplement(): readonly PolicyRow[] {
  return (supplement.rows as readonly SupplementaryRow[]).map((row) => {
    const mapping = supplementaryMeasureMap[row.id];
    if (mapping === undefined) throw new Error(`policy-supplement.json: row ${row.id} has no mapping in the amendments`);
    const { control_class, applies, residual_class = null } = mapping;
    return { ...row, mapping: { control_class, applies, origins: row.origins, targets: row.targets, residual_class } };
  });
}
