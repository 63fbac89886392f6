import { countryCatalogue, elementCatalogue, supplierCatalogue } from '#domain/documents/catalogue-documents.ts';
import { signalDocuments, signalHistoryPoints } from '#domain/documents/signal-documents.ts';
import type { RunDocumentName } from '#functions/ports/published-scores.ts';
import type { PinnedMethodology, ScoringScene } from './scoring-scene.ts';

type RunDocument = readonly [RunDocumentName, unknown];

/** Documents of a run beside its scores; their shapes are in shared/contracts/run-documents.ts. */
export function runDocuments(
  { index, context, signals, readSignals, methodology, run }: ScoringScene,
  methodologies: ReadonlyMap<string, PinnedMethodology>,
): readonly RunDocument[] {
  const cut = [run.known_at, run.as_of].sort()[0] ?? run.as_of;
  const { data } = index;
  const states = signalDocuments(signals, data, methodology.parameters);
  return [
    ['catalogue:elements', elementCatalogue(index)],
    ['catalogue:suppliers', supplierCatalogue(index)],
    ['catalogue:countries', countryCatalogue(index, context.names)],
    ['signals', { signals: states }],
    ...states.map((state): RunDocument => {
      const history = signalHistoryPoints(state.theatre, readSignals, data, cut);
      return [`signal:${state.theatre}`, { ...state, history }];
    }),
    ['measures', { measures: data.policy }],
    ['sources', { sources: data.sources }],
    ...[...methodologies].map(([version, { document, sha256 }]): RunDocument => [`methodology:${version}`, { ...document, sha256 }]),
  ];
}
