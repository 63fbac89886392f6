import { type EndUse, PUBLISHED_END_USE } from '#domain/vocabulary/score-document.ts';

/** Assembled inputs for an end use of the buyer. Those of published scores do not name it: it is the default of every methodology that has one. */
export function forEndUse<Assembled extends { readonly inputs: { readonly end_use?: string | null } }>(
  assembled: Assembled,
  endUse: EndUse,
): Assembled {
  return endUse === PUBLISHED_END_USE ? assembled : { ...assembled, inputs: { ...assembled.inputs, end_use: endUse } };
}
