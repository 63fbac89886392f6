import type { Names } from '#domain/explanations/document-context.ts';

const COUNTRIES: Readonly<Record<string, string>> = {
  CHN: 'China',
  JPN: 'Japan',
  MYS: 'Malaysia',
  USA: 'the United States',
};
const ELEMENTS: Readonly<Record<string, string>> = { Dy: 'dysprosium', La: 'lanthanum' };
const MEASURES: Readonly<Record<string, { readonly title: string; readonly from: string }>> = {
  A: { title: 'Licence on seven rare earths', from: '2025-04-04' },
  B: { title: 'Ban on military users in Japan', from: '2026-01-06' },
};

/** Names as a reader sees them; a code without a known name is its own name. */
export const readerNames: Names = {
  country: (code) => COUNTRIES[code] ?? code,
  element: (symbol) => ELEMENTS[symbol] ?? symbol,
  measure: (id) => MEASURES[id.replace(/#residual$/, '')] ?? { title: id, from: '' },
  site: (id) => `plant ${id}`,
  register_read: '2026-10-15',
};
