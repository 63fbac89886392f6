/**
 * Takes the place of `@aws-sdk/client-dynamodb` and `@aws-sdk/lib-dynamodb` in the bundles of the API (see infra/constructs/bundled-code.ts and decision
 * 0047): the few operations that the API uses, by the names that they have there. A name that is missing here ends the bundling.
 */
export * from './document-client.ts';
export { ConditionalCheckFailedException, ResourceNotFoundException } from './dynamodb-errors.ts';
