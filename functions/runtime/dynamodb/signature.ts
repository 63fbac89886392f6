import { createHash, createHmac } from 'node:crypto';

export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly service: string;
}

export interface UnsignedRequest {
  readonly method: 'GET' | 'POST';
  readonly path: '/';
  /** Every header that is signed, by its name in lower case; `host` and `x-amz-date` (`20150830T123600Z`) are among them. */
  readonly headers: Readonly<Record<string, string>> & { readonly host: string; readonly 'x-amz-date': string };
  readonly body: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The header `Authorization` of a request to AWS, by Signature Version 4 (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). */
export function authorizationOf({ method, path, headers, body }: UnsignedRequest, key: SigningKey): string {
  const { accessKeyId, secretAccessKey, region, service } = key;
  const time = headers['x-amz-date'];
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const names = Object.keys(headers).sort();
  const canonicalHeaders = names.map((name) => `${name}:${headers[name]?.trim().replace(/\s+/g, ' ')}\n`).join('');
  const canonical = [method, path, '', canonicalHeaders, names.join(';'), sha256(body)].join('\n');
  const signingKey = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(signingKey, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
}
