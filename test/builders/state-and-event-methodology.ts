import { type Methodology, methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';

const shipped = bundledMethodologies.get('2.0.0');
if (shipped === undefined) throw new Error('methodology 2.0.0 ships');

/** Methodology 2.0.0 as it ships: every score has a state and an event. */
export const stateAndEventMethodology: Methodology = methodologyOf(shipped.document);
