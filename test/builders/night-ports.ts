import { parametersOf } from '#domain/method/parameters.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { changeExplainer } from '#functions/scoring/run-changes.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { factsWithObservations } from '#functions/scoring/scoring-steps.services.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { realParts } from '#test/builders/small-facts.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { SIGNALS_TABLE } from '#test/functions/store/embedded-store.ts';
import type { ApiUnderTest } from '../functions/api/api-under-test.ts';

/** Nights on the store of an API, on these facts and what was observed since. */
export function nightPorts(store: ApiUnderTest['store'], shipped: ReferenceData): ScoringPorts {
  const { snapshots } = inMemoryStore();
  const services = scoringPorts({
    ...store,
    snapshots,
    explainChange: changeExplainer(parametersOf(METHODOLOGY.document)),
    ...realParts(shipped, snapshots),
    newestFacts: factsWithObservations(observationLogIn(store.table(SIGNALS_TABLE)), shipped),
  });
  // Few elements supply few countries, and the states of signals move from unknown to known at once.
  return { ...services, guardBounds: { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 100 } };
}
