import type { Company } from '#domain/companies/company.ts';
import type { Hedge } from '#domain/companies/hedges.ts';
import type { LineDetails, LineStep } from '#domain/companies/line-details.ts';
import type { LineSource } from '#domain/companies/lines.ts';
import { driverLabel } from '#domain/explanations/drivers.ts';
import { registerWarning } from '#domain/explanations/labels.ts';
import { bandOf } from '#domain/vocabulary/band-scale.ts';
import { type Language, message, rendered } from '#domain/words/render.ts';
import type { ClientItem } from '#functions/store/clients/client-items.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import type { ShownFigures } from './company-results.ts';

type Shown = Readonly<{
  run: RunPointer;
  register_read: string | null;
  alternatives: boolean;
  language: Language;
}>;

export function shownResults(
  { id, version, content: { name, country, end_use, currency } }: ClientItem<Company>,
  { methodology, results, helps, details }: ShownFigures,
  { run, register_read, alternatives, language }: Shown,
) {
  const self = `/v1/companies/${encodeURIComponent(id)}`;
  const elementName = elementNameIn(language);
  const sourceName = ({ supplier_id: id, country: code }: LineSource): string =>
    id === null
      ? rendered(message('report_name_country', { id: code ?? '' }), language)
      : (results.supplier_names[id] ?? id);
  const labelled = <C extends Readonly<{ id: string }>>(cause: C) => ({
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
    lines: results.lines.map(({ causes, elements, sources, ...line }) => ({
      ...line,
      name: nameOfLine(line, elementName, language),
      sources: sources.map((source) => ({ ...source, name: sourceName(source) })),
      causes: causes.map(labelled),
      elements: elements.map(({ alternatives: others, ...element }) => ({
        ...element,
        name: elementName(element.element),
        ...(alternatives ? { alternatives: others } : {}),
      })),
      ...shownDetails(
        details?.find((one) => one.line === line.line),
        language,
      ),
    })),
    watch: results.watch.map(({ type, id: of, name: title, score, scarce, interval }) => ({
      subject: { type, id: of, name: type === 'element' ? elementName(of) : title },
      score,
      scarce,
      band: score === null ? 'unknown' : bandOf(score),
      interval,
    })),
    listings: results.listings.map(({ summary, ...listing }) => ({
      ...listing,
      name: results.supplier_names[listing.supplier_id] ?? listing.supplier_id,
      summary: rendered(summary, language),
    })),
    remarks: results.remarks.map((remark) => ({ ...remark, detail: rendered(remark.detail, language) })),
    ...(helps === null
      ? {}
      : {
          helps: {
            ...helps,
            units: helps.units.map(shownHedge),
            frontier: helps.frontier.map(({ kind: _, source: __, ...step }) => step),
          },
        }),
    methodology,
    run_id: run.run_id,
    as_of: run.as_of,
    register_read,
    register_warning: unread && rendered(unread, language),
    links: {
      self: `${self}/results`,
      company: self,
    },
  };
}

const shownHedge = <H extends Hedge>({ source, ...hedge }: H) => ({
  ...hedge,
  supplier_id: source?.supplier_id ?? null,
  country: source?.country ?? null,
});

export const elementNameIn =
  (language: Language) =>
  (id: string): string =>
    rendered(message('report_name_element', { id }), language);

type ShownDetails = Omit<LineDetails, 'line' | 'scheduled_steps'> &
  Readonly<{
    scheduled_steps: readonly (Omit<LineStep, 'description'> & Readonly<{ description: string }>)[];
  }>;

function shownDetails(of: LineDetails | undefined, language: Language): Partial<ShownDetails> {
  if (of === undefined) return {};
  const { line: _, scheduled_steps: steps, ...chances } = of;
  const shown = steps.map((step) => ({ ...step, description: rendered(step.description, language) }));
  return { ...chances, scheduled_steps: shown };
}

/** `element:Dy:separation` has the names of its elements; a product has that of the language, else its own. */
export function nameOfLine(
  { line, name }: Readonly<{ line: string; name: string }>,
  elementName: (element: string) => string,
  language: Language,
): string {
  const [kind, of = ''] = line.split(':');
  return kind === 'element' ? of.split('-').map(elementName).join(', ') : (language(`product_${of}`) ?? name);
}

/** Causes of a supplier name it. */
function causeLabel(id: string, names: Readonly<Record<string, string>>, language: Language) {
  const [kind = '', place] = id.split(':');
  const label = rendered(driverLabel(id), language);
  return place !== undefined && ['closure', 'ramp_up', 'listing'].includes(kind)
    ? `${label}: ${names[place] ?? place}`
    : label;
}
