/**
 * Entry of functions whose operations need a key. All of them need the client of DynamoDB, which is most of what they load, so it is loaded
 * when the function starts and not with the first request; Lambda also starts functions ahead of requests.
 */
import '#functions/http/api-handler.ts';

export { dispatch as dispatchGuarded } from './dispatch.ts';
