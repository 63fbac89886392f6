import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { expect, test } from 'vitest';
import { inLanguage, withoutLanguageTags } from '#functions/http/answer-language.ts';
import { preferredOf } from '#functions/http/http-response.ts';

test.each([
  [undefined, 'en'],
  ['*', 'en'],
  ['ja', 'ja'],
  ['ja-JP, en;q=0.7', 'ja'],
  ['en-GB, ja;q=0.9', 'en'],
  ['fr, ja;q=0.5, en;q=0.4', 'ja'],
  ['ja;q=0', 'en'],
  ['fr', 'en'],
])('Accept-Language %s means %s', (header, lang) => {
  expect(preferredOf(header, ['en', 'ja'])).toBe(lang);
});

test('a Japanese answer is another form of the English one: its tag is known again and the English one is not', async () => {
  const body = {
    label: "China's export controls",
    label_code: 'label_controls',
    label_params: { origin: 'CHN' },
  };
  const answer = {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', etag: '"r1-abc"' },
  };
  const japanese = await inLanguage(answer, 'ja');
  expect(japanese).toMatchObject({
    body: { label: '中国の輸出規制' },
    headers: { etag: '"r1-abc-ja"', 'content-language': 'ja' },
  });
  expect((await inLanguage(answer, 'en')).body).toBe(answer.body);
  const known = (tags: string) =>
    withoutLanguageTags({ headers: { 'if-none-match': tags } } as unknown as APIGatewayProxyEventV2, 'ja')
      .headers['if-none-match'];
  expect([known('"r1-abc-ja"'), known('W/"r1-abc-ja-gzip", "r1-abc"'), known('"r1-abc"')]).toEqual([
    '"r1-abc"',
    'W/"r1-abc-gzip"',
    '',
  ]);
});
