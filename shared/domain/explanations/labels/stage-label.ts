/** Labels of stages of the supply chain: names of the catalogue, without parameters. */

import type { Stage } from '../../vocabulary/scoring-inputs.ts';
import { ENGLISH_TEXTS } from '../../words/english.ts';
import { message } from '../../words/message.ts';
import { type Labelled, labelled } from './measure-condition.ts';

/** `Separation`, with code and parameters as drivers have them. */
export const stageLabel = (stage: Stage): Labelled =>
  labelled(message(`stage_${stage}`), (code) => ENGLISH_TEXTS[code as keyof typeof ENGLISH_TEXTS]);
