import { writeFileSync } from 'node:fs';
const W = '/work/wt/method2/';
const { indexReferenceData } = await import(W + 'shared/domain/assembly/reference-index.ts');
const { elementInputs } = await import(W + 'shared/domain/assembly/element-inputs.ts');
const { supplierInputs, suppliersOf } = await import(W + 'shared/domain/assembly/supplier-inputs.ts');
const { scoreElement } = await import(W + 'shared/domain/element-score.ts');
const { scoreSupplier } = await import(W + 'shared/domain/supplier-score.ts');
const { signalReader } = await import(W + 'shared/domain/signals/signal-inputs.ts');
const { bundledReferenceData: data } = await import(W + 'functions/adapters/bundled-reference-data.ts');
const { bundledMethodologies } = await import(W + 'functions/adapters/bundled-methodologies.ts');
const doc = bundledMethodologies.get('1.1.0')!.document;
const parameters = Object.fromEntries(Object.entries(doc.parameters).map(([k, v]: any) => [k, v.value]));
const m: any = { version: doc.version, parameters, groups: doc.groups };
const index = indexReferenceData(data as any, m);
const reader = signalReader(data as any, parameters as any);
const dates = process.argv[2]!.split(',');
const buyers = ['JPN', 'USA', 'EUU', 'KOR', 'TWN'];
const out: any = { signals: {}, elements: {}, suppliers: {} };
const els = [...new Set((data as any).shares.map((r: any) => r.element))].sort();
for (const as_of of dates) {
  const { readings } = reader(as_of);
  out.signals[as_of] = readings;
  for (const element of els) for (const buyer of buyers) {
    const { inputs } = elementInputs(index, { element, buyer, as_of, signals: readings } as any);
    const r: any = scoreElement(inputs, m);
    const { measures, reliefs, suspension_decisions, ...rest } = inputs as any;
    out.elements[`${as_of}|${element}|${buyer}`] = { inputs: rest, score: r.score, stage: r.stage, stages: r.stages?.map((s: any) => [s.stage, s.score]) };
  }
  for (const { id } of suppliersOf((data as any).supplier_sites)) for (const buyer of buyers) {
    const a = supplierInputs(index, { supplier: id, buyer, as_of, signals: readings } as any);
    const r: any = scoreSupplier(a.inputs, m);
    out.suppliers[`${as_of}|${id}|${buyer}`] = { score: r.score, cover_days: a.inputs.cover_days, listing: a.inputs.listing, content: a.inputs.china_content, elements: a.inputs.elements };
  }
}
writeFileSync(process.argv[3]!, JSON.stringify(out));
console.log(Object.keys(out.elements).length, Object.keys(out.suppliers).length);
