/** The score of a subject in one sentence of at most 140 characters that can stand in a board paper. */

import type { Message } from '../../vocabulary/message.ts';
import type { ScoreDocument } from '../../vocabulary/score-document.ts';
import { englishWith } from '../../words/english-language.ts';
import { fitted, LONGEST_HEADLINE } from '../../words/fitted.ts';
import { message, NOTHING } from '../../words/message.ts';
import { type Language, rendered } from '../../words/render.ts';
import type { Names } from '../document-context.ts';

type Headline = Pick<ScoreDocument, 'headline' | 'headline_code' | 'headline_params'>;

/** A score of which everything is known but the sentence about it. */
export type Unheadlined = Omit<ScoreDocument, keyof Headline>;

/** The score with its headline, in English. */
export const headlined = (document: Unheadlined, names: Pick<Names, 'country' | 'element'>): ScoreDocument => ({
  ...document,
  ...headlineOf(document, englishWith(names)),
});

/** Parts of a score that the headline is made of. */
type Headlined = Pick<ScoreDocument, 'subject' | 'buyer' | 'status' | 'score' | 'interval' | 'element' | 'top_drivers'>;

/**
 * The headline of a score, with its code and parameters. The main cause is left out where the sentence would be too long with it, and a name
 * that is too long even then is cut.
 */
function headlineOf(document: Headlined, language: Language): Headline {
  const whole = worded(document, causeOf(document));
  const told = rendered(whole, language).length <= LONGEST_HEADLINE ? whole : worded(document, NOTHING);
  return { headline: fitted(rendered(told, language), LONGEST_HEADLINE), headline_code: told.code, headline_params: told.params };
}

function worded({ subject, buyer, status, score, interval, element }: Headlined, cause: Message): Message {
  const { type } = subject;
  const who = { subject: type === 'supplier' ? subject.name : subject.id, buyer };
  if (score === null) {
    if (type === 'country' && subject.id === buyer) return message('headline_country_itself', who);
    if (type !== 'supplier') return message(`headline_${type}_unknown`, who);
    const reason = status === 'scored' ? 'insufficient_data' : status;
    return message('headline_supplier_unknown', { ...who, reason: message(`no_delivery_${reason}`) });
  }
  const chance =
    interval === null ? message('chance', { score }) : message('chance_in_range', { score, p05: interval.p05, p95: interval.p95 });
  return message(`headline_${type}`, { ...who, chance, ...(type === 'country' && element !== null ? { element } : {}), cause });
}

function causeOf({ top_drivers: [first] }: Headlined): Message {
  if (first === undefined) return NOTHING;
  return message('headline_cause', { cause: { code: first.label_code, params: first.label_params } });
}
