/** The score of a subject in one sentence of at most 140 characters that can stand in a board paper. */

import type { Message } from '../../vocabulary/message.ts';
import type { ScoreDocument } from '../../vocabulary/score-document.ts';
import type { Stage } from '../../vocabulary/scoring-inputs.ts';
import { englishWith } from '../../words/english-language.ts';
import { fitted, LONGEST_HEADLINE } from '../../words/fitted.ts';
import { message, NOTHING } from '../../words/message.ts';
import { type Language, rendered } from '../../words/render.ts';
import type { Names } from '../document-context.ts';

type Headline = Pick<ScoreDocument, 'headline' | 'headline_code' | 'headline_params'>;

/** A score of which everything is known but the sentence about it. */
export type Unheadlined = Omit<ScoreDocument, keyof Headline>;

/** The score with its headline, in English. `atStage`: the stage that an element was scored at alone. */
export const headlined = (document: Unheadlined, names: Pick<Names, 'country' | 'element'>, atStage?: Stage | null): ScoreDocument => ({
  ...document,
  ...headlineOf({ ...document, atStage: atStage ?? null }, englishWith(names)),
});

/** Parts of a score that the headline is made of. */
type Headlined = Pick<ScoreDocument, 'subject' | 'buyer' | 'score' | 'state' | 'interval' | 'element' | 'top_drivers'> & {
  readonly atStage: Stage | null;
};

/**
 * The headline of a score, with its code and parameters. The main cause is left out where the sentence would be too long with it, and a name
 * that is too long even then is cut.
 */
function headlineOf(document: Headlined, language: Language): Headline {
  const whole = worded(document, causeOf(document));
  const told = rendered(whole, language).length <= LONGEST_HEADLINE ? whole : worded(document, NOTHING);
  return { headline: fitted(rendered(told, language), LONGEST_HEADLINE), headline_code: told.code, headline_params: told.params };
}

function worded({ subject, buyer, score, state, interval, element, atStage }: Headlined, cause: Message): Message {
  const { type } = subject;
  const named = type === 'supplier' ? subject.name : subject.id;
  const who = { subject: atStage === null ? named : message('supply_at_stage', { element: named, stage: atStage }), buyer };
  if (score === null)
    return message(type === 'country' && subject.id === buyer ? 'headline_country_itself' : `headline_${type}_unknown`, who);
  const chance =
    interval === null ? message('chance', { score }) : message('chance_in_range', { score, p05: interval.p05, p95: interval.p95 });
  // Methodologies without a part for what is in force speak of what begins within the year only.
  return message(state === null ? `headline_${type}_begins` : `headline_${type}`, {
    ...who,
    chance,
    ...(type === 'country' && element !== null ? { element } : {}),
    cause,
  });
}

function causeOf({ top_drivers: [first] }: Headlined): Message {
  if (first === undefined) return NOTHING;
  return message('headline_cause', { cause: { code: first.label_code, params: first.label_params } });
}
