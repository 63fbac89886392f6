import { hasStateAndEvent, type Parameters } from '../vocabulary/methodology.ts';
import { activeControls } from './active-control.ts';
import { facility } from './facility.ts';
import { feedInstability, feedNewControl } from './feed-hazards.ts';
import type { Hazard } from './hazard.ts';
import { newControl } from './new-control.ts';
import { originInstability } from './origin-instability.ts';
import { recordedNewControl } from './recorded-new-control.ts';
import { stateAndEventControl } from './state-and-event-control.ts';
import { transit } from './transit.ts';

/** The hazards of a stage under a methodology. */
export function hazardsOf(parameters: Parameters): readonly Hazard[] {
  return hasStateAndEvent(parameters) ? STATE_AND_EVENT_HAZARDS : HAZARDS;
}

/** Hazards of methodologies with a state and an event: controls as layers, new controls by their record, and what may happen at the ore. */
const STATE_AND_EVENT_HAZARDS: readonly Hazard[] = [
  stateAndEventControl,
  facility,
  recordedNewControl,
  feedNewControl,
  originInstability,
  feedInstability,
  transit,
];

/** Every hazard of a stage, in byte order of the ids that they give: the order in which hazards are summed. */
export const HAZARDS: readonly Hazard[] = [activeControls, facility, newControl, originInstability, transit];
