/** A label and one sentence for each what-if, for a reader who knows the business and not the method. */

import type { Message } from '../vocabulary/message.ts';
import type { Band } from '../vocabulary/scoring-result.ts';
import { englishWith } from '../words/english-language.ts';
import { message, NOTHING } from '../words/message.ts';
import { type Language, rendered } from '../words/render.ts';
import type { Names } from './document-context.ts';
import { type Labelled, labelled, measureCondition } from './labels/measure-condition.ts';
import type { WhatIf } from './what-if.ts';
import { closestBandChange } from './what-if.ts';

/** A what-if as it is published. */
export interface PublishedWhatIf extends WhatIf, Labelled {
  readonly description: string;
  /** The sentence for other languages: code and parameters of the catalogue of words. */
  readonly description_code: Message['code'];
  readonly description_params: Message['params'];
  /** Whether this is the what-if that moves the score least among those that lead into another band. */
  readonly closest_to_another_band: boolean;
}

function labelOf({ kind, measure, extra_stock_days: days }: WhatIf, names: Names, language: Language): Message {
  if (measure !== null) return measureCondition(`what_if_${kind}`, measure, names, language);
  return message(`what_if_${kind}`, days === null ? {} : { days });
}

function conditionOf({ kind, measure, extra_stock_days: days }: WhatIf, names: Names, buyer: string): Message {
  const code = `condition_${kind}` as const;
  if (measure !== null) return message(code, { measure: measureNamed(measure, names) });
  if (days !== null) return message(code, { buyer, days });
  return message(code, kind === 'stock_doubled' ? { buyer } : {});
}

function measureNamed(id: string, names: Names): Message {
  const { title, from, label } = names.measure(id);
  if (from === '') return message('label_measure_by_id', { id: title });
  return label === undefined ? message('measure', { title, from }) : message('measure_labelled', { title, from, label });
}

function sentenceOf(entry: WhatIf, now: Band, names: Names, buyer: string): Message {
  const { score, difference, band } = entry;
  const change =
    difference === 0
      ? message('what_if_no_change')
      : message(difference < 0 ? 'what_if_lower' : 'what_if_higher', { points: Math.abs(difference) });
  const into = band === now ? NOTHING : message('what_if_band', { band: message(`band_${band}`), now: message(`band_${now}`) });
  return message('what_if', { condition: conditionOf(entry, names, buyer), score, change, band: into });
}

/** The entries with their words. `buyer`: code of the country, `band`: that of the present score. */
export function describedWhatIfs(entries: readonly WhatIf[], band: Band, buyer: string, names: Names): readonly PublishedWhatIf[] {
  const closest = closestBandChange(entries, band);
  const english = englishWith(names);
  return entries.map((entry) => {
    const sentence = sentenceOf(entry, band, names, buyer);
    return {
      ...entry,
      ...labelled(labelOf(entry, names, english), english),
      description: rendered(sentence, english),
      description_code: sentence.code,
      description_params: sentence.params,
      closest_to_another_band: entry === closest,
    };
  });
}
