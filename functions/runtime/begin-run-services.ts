import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { runServices } from './run-services.ts';

/** The ports of the first step, the only one that carries the facts which ship with this code. */
export const beginRunServices = (): ScoringPorts => ({ ...runServices(), newestFacts: async () => bundledReferenceData });
