/**
 * Which sites of a company deliver, and in what proportion. Tonnes of different products are never added: sites that make the same elements at
 * the same stage are one product line, weighed inside by tonnage; the lines count equally, because what a buyer takes of each is not known.
 */
import { valueAt } from '../../numbers/parallel-arrays.ts';
import type { SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import { type AssemblyNote, onlyFeedsItsOwner, type SupplierRegister, shared, siteName } from './supplier-register.ts';

export interface DeliveringSiteRow {
  readonly site: SupplierSiteRow;
  /** The weights of a product line sum to 1. */
  readonly weight: number;
}

export function deliveringSites(
  own: readonly SupplierSiteRow[],
  register: SupplierRegister,
  notes: AssemblyNote[],
): readonly DeliveringSiteRow[] {
  const running = own.filter((site) => register.operationOf(site).runs);
  const selling = running.filter((site) => {
    if (!onlyFeedsItsOwner(site, register)) return true;
    notes.push({ text: `${siteName(site)} feeds other sites of the company and is not a second source.`, evidence: [site.row] });
    return false;
  });
  const counted = withoutDoubleCounts(selling, notes);
  return productLines(counted).flatMap((line) => weighLine(line, register, notes));
}

/** Leaves out rows that describe the same stream as another row of their plant. */
function withoutDoubleCounts(sites: readonly SupplierSiteRow[], notes: AssemblyNote[]): readonly SupplierSiteRow[] {
  return sites.filter((site) => {
    const same = sites.find(
      (other) =>
        other !== site &&
        other.count_in_totals &&
        !site.count_in_totals &&
        other.site_group === site.site_group &&
        other.capacity_of === site.capacity_of,
    );
    if (same === undefined) return true;
    notes.push({
      text: `${siteName(site)} is the same stream as ${siteName(same)} and is not added to it.`,
      evidence: [site.row, same.row],
    });
    return false;
  });
}

/** Sites at one stage that are linked by common elements. */
function productLines(sites: readonly SupplierSiteRow[]): readonly (readonly SupplierSiteRow[])[] {
  const lines: SupplierSiteRow[][] = [];
  for (const site of sites) {
    const touching = lines.filter((line) =>
      line.some((other) => other.stage === site.stage && shared(site.elements, other.elements).length > 0),
    );
    for (const line of touching) lines.splice(lines.indexOf(line), 1);
    lines.push([...touching.flat(), site]);
  }
  return lines;
}

function weighLine(line: readonly SupplierSiteRow[], register: SupplierRegister, notes: AssemblyNote[]): readonly DeliveringSiteRow[] {
  const tonnes = line.map((site) => outputTonnes(site, register));
  const known = tonnes.filter((value) => value !== null);
  const comparable = new Set(line.filter((_, index) => tonnes[index] !== null).map((site) => site.capacity_of)).size === 1;
  for (const [index, site] of line.entries()) noteQuality(site, valueAt(tonnes, index), line.length, notes);
  if (!comparable) return line.map((site) => ({ site, weight: 1 / line.length }));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const filled = tonnes.map((value) => value ?? mean);
  const total = filled.reduce((sum, value) => sum + value, 0);
  return line.map((site, index) => ({ site, weight: valueAt(filled, index) / total }));
}

/** Tonnes a year to weigh with: actual output or nameplate; a planned figure only of a site that entered on its plan. */
export function outputTonnes(site: SupplierSiteRow, register: SupplierRegister): number | null {
  if (site.capacity_type === 'actual_output' || site.capacity_type === 'nameplate') return site.capacity_tonnes_per_year;
  return register.operationOf(site).onPlan ? site.capacity_tonnes_per_year : null;
}

function noteQuality(site: SupplierSiteRow, tonnes: number | null, sitesInLine: number, notes: AssemblyNote[]): void {
  if (tonnes !== null && site.capacity_type !== 'actual_output') {
    notes.push({ text: `${siteName(site)}: ${tonnes} t a year is ${site.capacity_type}, not output (quality C).`, evidence: [site.row] });
  } else if (tonnes === null && sitesInLine > 1) {
    notes.push({
      text: `${siteName(site)}: output is not known; it is weighed like the mean of the company's other sites with this product.`,
      evidence: [site.row],
    });
  }
}
