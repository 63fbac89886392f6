import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { isLogged, type LogLevel, log } from '#functions/runtime/log.ts';
import { requestIdOf } from './http-response.ts';

/** One line per request, after the answer is complete. */
export function requestLog(threshold: () => LogLevel): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  const begun = new WeakMap<object, number>();
  const finish = ({
    event,
    response,
  }: {
    event: APIGatewayProxyEventV2;
    response: APIGatewayProxyStructuredResultV2 | null | undefined;
  }) => {
    if (!isLogged('info', threshold())) return;
    const status = response?.statusCode ?? 0;
    const fields = {
      request_id: requestIdOf(event),
      method: event.requestContext.http.method,
      route: event.routeKey,
      path: event.rawPath,
      query: event.rawQueryString,
      status,
      duration_ms: Math.round(performance.now() - (begun.get(event) ?? performance.now())),
    };
    log('info', 'request', fields);
  };
  return {
    before: ({ event }) => {
      begun.set(event, performance.now());
    },
    after: finish,
    onError: finish,
  };
}
