/**
 * For functions whose operations ask for a key: the client of DynamoDB, which all of them need and which is most of what they load, is
 * loaded when the function starts and not with the first request. Lambda also starts functions ahead of requests.
 */
import '#functions/http/api-handler.ts';

export { dispatch as dispatchGuarded } from './dispatch.ts';
