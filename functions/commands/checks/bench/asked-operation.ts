import type { ApiRoute } from '#contracts/api/api-route.ts';
import type { Asked } from './loopback.ts';

/** The example request of an operation. */
export function askedOf({ example, exampleBody, methods, request }: ApiRoute): Asked {
  const isText = request.body === undefined;
  const media = isText ? request.textMedia?.[0] : undefined;
  return {
    path: example,
    method: methods[0],
    ...(exampleBody === undefined ? {} : { body: isText ? String(exampleBody) : JSON.stringify(exampleBody) }),
    ...(media === undefined ? {} : { contentType: media }),
  };
}
