import type { Message } from '#domain/vocabulary/score-document.ts';
import { fitted, type Language, LONGEST_HEADLINE, LONGEST_LABEL, rendered } from '#domain/words/render.ts';

interface Texts {
  readonly subject: { readonly type: string; readonly id: string; readonly name: string };
  readonly status_reason: string | null;
  readonly headline: string;
  readonly headline_code: string;
  readonly headline_params: unknown;
  readonly top_drivers: readonly {
    readonly label: string;
    readonly label_code: string;
    readonly label_params: unknown;
    readonly summary: string;
  }[];
}

/**
 * A score with its headline and labels in a language. Sentences that a score has in English only are given briefly: the label stands for the
 * summary of a driver, the headline for the reason why there is no score.
 */
export function scoreInLanguage<T extends Texts>(score: T, language: Language): T {
  const { subject, status_reason, top_drivers, headline_code: code, headline_params: params } = score;
  const headline = code === undefined ? score.headline : fitted(said(code, params, language), LONGEST_HEADLINE);
  const prefix = subject.type === 'element' ? 'element' : 'country';
  return {
    ...score,
    subject: { ...subject, name: subject.type === 'supplier' ? subject.name : (language(`${prefix}.${subject.id}`) ?? subject.name) },
    headline,
    status_reason: status_reason === null ? null : headline,
    top_drivers: top_drivers.map((driver) => {
      if (driver.label_code === undefined) return driver;
      const label = fitted(said(driver.label_code, driver.label_params, language), LONGEST_LABEL);
      return { ...driver, label, summary: label };
    }),
  };
}

const said = (code: string, params: unknown, language: Language): string =>
  rendered({ code, params: params as Message['params'] }, language);
