import { activeControls } from './active-control.ts';
import { facility } from './facility.ts';
import type { Hazard } from './hazard.ts';
import { newControl } from './new-control.ts';
import { originInstability } from './origin-instability.ts';
import { transit } from './transit.ts';

/** Every hazard of a stage, in byte order of the ids that they give: the order in which hazards are summed. */
export const HAZARDS: readonly Hazard[] = [activeControls, facility, newControl, originInstability, transit];
