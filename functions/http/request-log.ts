import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { logger } from '#functions/runtime/logger.ts';
import { requestIdOf } from './http-response.ts';
import { loggableText } from './loggable-text.ts';

type HttpExchange = Pick<Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>, 'event' | 'response' | 'context'>;

/** One line per request, after the response is complete; every line of a request names the function and whether it has just started. */
export function requestLog(): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  const begun = new WeakMap<object, number>();
  const finish = ({ event, response, context }: HttpExchange): void => {
    logger().addContext(context); // a process that answers several at a time has begun another one meanwhile
    logger().info('request', {
      request_id: requestIdOf(event),
      method: event.requestContext.http.method,
      route: event.routeKey,
      path: loggableText(event.rawPath),
      query: loggableText(event.rawQueryString),
      status: response?.statusCode ?? 0,
      duration_ms: Math.round(performance.now() - (begun.get(event) ?? performance.now())),
    });
  };
  return {
    before: ({ event, context }) => {
      begun.set(event, performance.now());
      logger().addContext(context);
    },
    after: finish,
    onError: finish,
  };
}
