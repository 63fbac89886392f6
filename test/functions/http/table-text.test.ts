import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { importCompanyRequest } from '#contracts/api/company-imports.ts';
import { importSuppliersRequest } from '#contracts/api/custom-suppliers.ts';
import { parseRequest } from '#functions/http/parse-request.ts';
import { tableText } from '#functions/http/table-text.ts';

/** Bytes by the codecs of Python 3.11: cp932, cp1252, gb18030, cp949, big5 and utf-16. */
test.for([
  [
    '956996bc2c8ddd8cc9909497ca0ac8b5bcded18ea590ce2c313835300a93fa967b2c87400a',
    '品名,在庫数量\nﾈｵｼﾞﾑ磁石,1850\n日本,①\n',
  ],
  [
    '4d6174657269616c2c56656e646f720a4479 2c8f5a97 4693648d480a'.replaceAll(' ', ''),
    'Material,Vendor\nDy,住友電工\n',
  ],
  [
    '4d6174657269616c3b476566e46872646574657220556d7361747a202880290a4e656f64796d2066fc72204772f6df653b350a',
    'Material;Gefährdeter Umsatz (€)\nNeodym für Größe;5\n',
  ],
  ['b2c4c1cf2cb9a9d3a6c9cc0aeecfccfac5f02cd6d0bfc6c8fdbbb70a', '材料,供应商\n钕铁硼,中科三环\n'],
  [
    'c7b0b8f12cb0f8b1debef7c3bc0ab3d7bfc0b5f0b9c520c0dabcae2cc6f7bdbac4da0a',
    '품목,공급업체\n네오디뮴 자석,포스코\n',
  ],
  ['a7f7aec62ca8d1c0b3b0d30ad7fdc54bb84e2ca4a4bffb0a', '材料,供應商\n釹鐵硼,中鋼\n'],
  ['fffec1540d5409007065cf910a00cd30aa30b830e030c178f377090035000a00', '品名\t数量\nネオジム磁石\t5\n'],
  ['c1540d5409007065cf910a00', '品名\t数量\n'],
  ['efbbbfe59381e5908d2ce695b0e9878f0a', '品名,数量\n'],
])('a table is read in the encoding that it is in: %s', async ([hex = '', text]) => {
  expect(await tableText(Buffer.from(hex, 'hex'))).toBe(text);
});

test('an encoding that is stated is taken where the bytes can be of it', async () => {
  const bytes = Buffer.from('d6d0b9fa', 'hex');
  expect(await tableText(bytes)).toBe('中国');
  expect(await tableText(bytes, { stated: 'windows-1252' })).toBe('ÖÐ¹ú');
  expect(await tableText(bytes, { stated: 'utf-8' })).toBe('中国');
  expect(await tableText(bytes, { stated: 'klingon' })).toBe('中国');
});

/** Made with exceljs 4.4.0: a sheet with dates and formulas, and one in English. */
const workbook = readFileSync(new URL('../../fixtures/parts.xlsx', import.meta.url));

test('a workbook gives the values of its first sheet, or of the one that is named', async () => {
  expect(await tableText(workbook)).toBe(
    '品名,年間使用量,単位,在庫数量,在庫単位,在庫日,影響売上(円)\nネオジム磁石,16500,kg,1850,kg,2026-11-30,12000000000\nジスプロシウム,1200,kg,200,kg,2026-11-30,480000000\n',
  );
  expect(await tableText(workbook, { sheet: 'Sources' })).toBe('Material,Country,Share\nDy,China,0.8\n');
  await expect(tableText(workbook, { sheet: 'Nope' })).rejects.toThrow('Available sheets: 部品表, Sources');
});

test('what is no table, or would fill the memory, is refused', async () => {
  const bomb = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(40_000_000) }));
  await expect(tableText(bomb)).rejects.toThrow('unpacks to 40000000 bytes');
  await expect(tableText(Buffer.from('PK\x03\x04 broken'))).rejects.toThrow('cannot be read');
  await expect(tableText(Buffer.from('255044462d00ff00fe', 'hex'))).rejects.toThrow('no text');
});

/**
 * API Gateway hands on `text/*` as text that it took for UTF-8, and other types as Base64 (ministack #766,
 * measured).
 */
test('bytes that API Gateway has lost are refused with what to send in their place', async () => {
  const body = Buffer.from('956996bc2c8ddd8cc90a', 'hex');
  const sent = (contentType: string, isBase64Encoded: boolean) =>
    ({
      rawQueryString: 'id=i',
      headers: { 'content-type': contentType },
      body: body.toString(isBase64Encoded ? 'base64' : 'utf8'),
      isBase64Encoded,
    }) as unknown as APIGatewayProxyEventV2;
  await expect(parseRequest(importCompanyRequest, sent('text/csv', false))).rejects.toThrow(
    'The body is not UTF-8: save it as UTF-8, or send its bytes as `application/octet-stream`.',
  );
  await expect(parseRequest(importSuppliersRequest, sent('text/csv', false))).rejects.toThrow(/as UTF-8[.]$/);
  const { body: text } = await parseRequest(importCompanyRequest, sent('application/octet-stream', true));
  expect(text).toBe('品名,在庫\n');
});
