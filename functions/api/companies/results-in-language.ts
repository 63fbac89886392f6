import type { Company } from '#domain/companies/company.ts';
import type { Hedge, Hedges } from '#domain/companies/hedges.ts';
import { driverLabel } from '#domain/explanations/drivers.ts';
import { registerWarning } from '#domain/explanations/labels.ts';
import { bandOf } from '#domain/vocabulary/band-scale.ts';
import { type Language, message, rendered } from '#domain/words/render.ts';
import type { ClientItem } from '#functions/store/client-items.ts';
import type { FiguresOfCompany } from '#functions/store/company-results.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { PAGE_SCALE } from '../published-run/score-links.ts';

/** What of the figures is asked for, and in which language. */
interface Shown {
  readonly run: RunPointer;
  readonly register_read: string | null;
  readonly alternatives: boolean;
  readonly language: Language;
}

/** The figures of a company as an answer shows them. */
export function shownResults(
  { id, version, content: { name, country, end_use, currency } }: ClientItem<Company>,
  { methodology, results, helps }: FiguresOfCompany & { readonly helps: Hedges | null },
  { run, register_read, alternatives, language }: Shown,
) {
  const self = `/v1/companies/${encodeURIComponent(id)}`;
  const elementName = (id: string): string => rendered(message('report_name_element', { id }), language);
  const labelled = <C extends { readonly id: string }>(cause: C) => ({
    ...cause,
    label: causeLabel(cause.id, results.supplier_names, language),
  });
  const { any } = results;
  const unread = registerWarning(register_read, run.as_of);
  return {
    company: { id, name, version, country, end_use, currency },
    any: any && {
      ...any,
      causes: any.causes.map(labelled),
      loss: any.loss && { ...any.loss, causes: any.loss.causes.map(labelled) },
    },
    lines: results.lines.map(({ causes, elements, ...line }) => ({
      ...line,
      name: nameOfLine(line, elementName),
      causes: causes.map(labelled),
      elements: elements.map(({ alternatives: others, ...element }) => ({
        ...element,
        name: elementName(element.element),
        ...(alternatives ? { alternatives: others } : {}),
      })),
    })),
    watch: results.watch.map(({ type, id: of, name: title, score, scarce, interval }) => ({
      subject: { type, id: of, name: type === 'element' ? elementName(of) : title },
      score,
      scarce,
      band: score === null ? 'unknown' : bandOf(score),
      interval,
    })),
    remarks: results.remarks.map((remark) => ({ ...remark, detail: rendered(remark.detail, language) })),
    ...(helps === null
      ? {}
      : {
          helps: { ...helps, units: helps.units.map(shownHedge), frontier: helps.frontier.map(shownHedge) },
        }),
    scale: PAGE_SCALE,
    methodology,
    run_id: run.run_id,
    as_of: run.as_of,
    register_read,
    register_warning: unread === null ? null : rendered(unread, language),
    links: {
      self: `${self}/results`,
      company: self,
      methodology: '/v1/methodology',
      run: `/v1/runs/${run.run_id}`,
    },
  };
}

const shownHedge = <H extends Hedge>({ source, ...hedge }: H) => ({
  ...hedge,
  supplier_id: source?.supplier_id ?? null,
  country: source?.country ?? null,
});

/** `element:Dy:separation` has the names of its elements; a product has its own. */
export function nameOfLine(
  { line, name }: { readonly line: string; readonly name: string },
  elementName: (element: string) => string,
): string {
  const [kind, of = ''] = line.split(':');
  return kind === 'element' ? of.split('-').map(elementName).join(', ') : name;
}

/** Causes of a supplier name it. */
function causeLabel(id: string, names: Readonly<Record<string, string>>, language: Language): string {
  const [kind = '', place] = id.split(':');
  const label = rendered(driverLabel(id), language);
  return place !== undefined && ['closure', 'ramp_up', 'listing'].includes(kind)
    ? `${label}: ${names[place] ?? place}`
    : label;
}
