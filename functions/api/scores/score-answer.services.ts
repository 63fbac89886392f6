import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type ApiResponse, JSON_TYPE, preferredOf } from '#functions/http/http-response.ts';
import { scoreInLanguage } from './score-in-language.ts';

/** Language of a score: that of the query, else the one that `Accept-Language` prefers. */
export const scoreLanguage = (
  { headers }: APIGatewayProxyEventV2,
  { lang }: { readonly lang?: 'en' | 'ja' | undefined },
): { readonly lang: 'en' | 'ja' } => ({ lang: lang ?? preferredOf(headers['accept-language'], ['en', 'ja']) });

/** A score, which is a document or the JSON text of one, as a response in a language. English goes out as it was stored. */
export async function scoreAnswer(score: object | string, lang: 'en' | 'ja'): Promise<ApiResponse> {
  const headers = { ...JSON_TYPE, vary: 'Accept-Language', 'content-language': lang };
  if (lang === 'en') return { body: score, headers };
  // Another language is loaded by who asks for it, not by every cold start.
  const { languageOf } = await import('../service/catalogue-of-words.ts');
  const document = typeof score === 'string' ? JSON.parse(score) : score;
  return { body: scoreInLanguage(document, languageOf(lang)), headers };
}
