import { activeControls, feedActiveControls } from './active-control.ts';
import { facility } from './facility.ts';
import type { Hazard } from './hazard.ts';
import { jointControl } from './joint-control.ts';
import { newControl } from './new-control.ts';
import { originInstability } from './origin-instability.ts';
import { transit } from './transit.ts';

/** Every hazard of a stage, in any order. */
export const HAZARDS: readonly Hazard[] = [
  activeControls,
  facility,
  feedActiveControls,
  jointControl,
  newControl,
  originInstability,
  transit,
];
