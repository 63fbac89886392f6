/** Labels of what may happen to a measure, in at most 40 characters: of what-ifs, and of steps in the calendar. */

import type { Message } from '../../vocabulary/message.ts';
import type { TextCode } from '../../words/english.ts';
import { fitted, LONGEST_LABEL } from '../../words/fitted.ts';
import { message } from '../../words/message.ts';
import { type Language, rendered } from '../../words/render.ts';
import type { Names } from '../document-context.ts';

/** A label with its code and parameters, for other languages. */
export interface Labelled {
  readonly label: string;
  readonly label_code: Message['code'];
  readonly label_params: Message['params'];
}

/** The message in a language, cut where it is longer than a label may be. */
export const labelled = (said: Message, language: Language): Labelled => ({
  label: fitted(rendered(said, language), LONGEST_LABEL),
  label_code: said.code,
  label_params: said.params,
});

/**
 * `lifted: China: quota, 2023`, or without the kind of the measure where the label would be too long: `suspension ends: China No. 56/2025`.
 * A measure that the register does not have goes by its id.
 */
export function measureCondition(code: TextCode, id: string, names: Pick<Names, 'measure'>, language: Language): Message {
  const { label = message('label_measure_by_id', { id }) } = names.measure(id);
  const whole = message(code, { measure: label });
  if (label.code !== 'label_measure' || rendered(whole, language).length <= LONGEST_LABEL) return whole;
  const { who = '', which = '' } = label.params;
  return message(code, { measure: message('label_measure_brief', { who, which }) });
}
