import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
});
afterAll(() => api.close());

test('GET /v1/words has the texts of a language before anything is published, and refuses a language it has not', async () => {
  const english = (await api.call('/v1/words')).json;
  expect(english).toMatchObject({ lang: 'en', texts: { label_new_control: 'new controls by {origin:short}', 'short.USA': 'the US' } });
  const { status, json } = await api.call('/v1/words?lang=ja');
  expect(status).toBe(200);
  expect(json).toMatchObject({
    lang: 'ja',
    texts: {
      label_new_control: '{origin:short}による新たな規制',
      'country.CHN': '中国',
      signal_taiwan_strait: '台湾海峡',
      lane_suez: 'スエズ運河',
      'element.Dy': 'ジスプロシウム',
    },
    bands: [{ name: 'low', label: '低い', from: 0, to: 20 }, {}, {}, {}, { name: 'critical', label: '重大', colour: '#d55e00' }, {}],
    links: { self: '/v1/words?lang=ja' },
  });
  expect((await api.call('/v1/words?lang=fr')).status).toBe(400);
});
