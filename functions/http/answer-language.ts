import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { LANGUAGES, type Lang } from '#domain/vocabulary/template.ts';
import { type ApiResponse, CSV_TYPE, JSON_TYPE, preferredOf } from './http-response.ts';

export const askedLanguage = (
  { headers }: APIGatewayProxyEventV2,
  query: Readonly<{ lang?: Lang | undefined }>,
): Lang => query.lang ?? preferredOf(headers['accept-language'], LANGUAGES);

/** With language tags of this language only, as English ones: operations answer in English. */
export function withoutLanguageTags(event: APIGatewayProxyEventV2, lang: Lang): APIGatewayProxyEventV2 {
  const known = event.headers['if-none-match'];
  if (lang === 'en' || known === undefined) return event;
  const tags = known
    .split(',')
    .flatMap((tag) => /^(.*)-ja((?:-gzip)?")\s*$/.exec(tag)?.slice(1).join('') ?? []);
  return { ...event, headers: { ...event.headers, 'if-none-match': tags.join(',') } };
}

/** Texts are loaded by who asks for them, not by every cold start. */
export async function inLanguage(answer: ApiResponse, lang: Lang): Promise<ApiResponse> {
  const { body, headers = {} } = answer;
  const { etag } = headers;
  const told = {
    ...headers,
    vary: 'Accept-Language',
    'content-language': lang,
    ...(etag === undefined || lang === 'en' ? {} : { etag: etag.replace(/"$/, `-${lang}"`) }),
  };
  const isJson =
    body !== null && (typeof body === 'object' || headers['content-type'] === JSON_TYPE['content-type']);
  const isForExcel = lang === 'ja' && headers['content-type'] === CSV_TYPE['content-type'];
  if (isForExcel) return { ...answer, body: `\uFEFF${body}`, headers: told }; // else Excel takes it for Shift_JIS
  if (lang === 'en' || !isJson) return { ...answer, headers: told };
  const { answerInLanguage } = await import('#domain/words/answer-in-language.ts');
  const { languageOf } = await import('#domain/words/catalogue.ts');
  return {
    ...answer,
    body: answerInLanguage(typeof body === 'string' ? JSON.parse(body) : body, languageOf(lang)),
    headers: told,
  };
}
