import { bundledReferenceData } from '/work/wt/core/functions/store/bundled-reference-data.ts';
import { METHODOLOGY } from '/work/wt/core/functions/store/bundled-methodology.ts';
import { indexFacts, elementIds } from '/work/wt/core/shared/domain/method/facts.ts';
import { scoreElement } from '/work/wt/core/shared/domain/method/element.ts';
import { scoreSupplier } from '/work/wt/core/shared/domain/method/supplier.ts';
import { Register, suppliersOf } from '/work/wt/core/shared/domain/method/supplier-facts.ts';
const data: any = bundledReferenceData;

const doc: any = METHODOLOGY.document;
const index = indexFacts(data, doc);
const facts = index.on('2026-12-01');
let t0 = performance.now();
const out: any = {};
for (const element of elementIds(data)) for (const buyer of ['JPN','USA','EUU','KOR','TWN']) {
  const { inputs } = facts.element(element, { buyer });
  const t = performance.now();
  const s = scoreElement(inputs, index.parameters);
  const ms = performance.now() - t;
  out[`${element} ${buyer}`] = s === null ? null : [s.stage, s.score.toFixed(1), s.now.toFixed(1), s.scarce.toFixed(1), s.scarce_now.toFixed(1), s.scarce_stage, ms.toFixed(1)];
}
console.log('elements ms', performance.now() - t0);
for (const k of Object.keys(out)) if (/ (JPN|USA|EUU)$/.test(k) && /^(Dy|Tb|Nd|Sm|Y|Lu|Ge|Ga|W|Bi|Te|Sb|Co|C|Ce) /.test(k)) console.log(k, ...out[k]);
t0 = performance.now();
const reg = new Register(facts, { sites: data.supplier_sites, links: data.supplier_links, parties: data.external_parties });
const rows: any[] = [];
const all = suppliersOf(data.supplier_sites);
for (const { id } of all) for (const buyer of ['JPN','USA','EUU','KOR']) {
  const t = performance.now();
  const { inputs } = reg.supplier(id, { buyer });
  const s = scoreSupplier(inputs, index.parameters);
  rows.push([id, buyer, s?.element, s?.score.toFixed(1), s?.now.toFixed(1), (performance.now() - t).toFixed(1)]);
}
console.log('suppliers', all.length, 'ms', performance.now() - t0);
for (const r of rows) if (/^(shin-etsu-chemical|tdk|proterial|jl-mag|mp-materials|lynas|usa-rare-earth|vacuumschmelze|yunnan-chihong|korea-zinc|china-rare-earth-group|yantai-zhenghai)/.test(r[0]) && r[1] !== 'KOR') console.log(...r);
console.log(rows.sort((a, b) => b[5] - a[5]).slice(0, 12).map((r) => r.join(' ')).join('\n'));
