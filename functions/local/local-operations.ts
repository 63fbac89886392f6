import { API_ROUTES } from '#contracts/api/api-routes.ts';
import type { ApiHandler } from '#functions/http/api-handler.ts';
import { dispatch, type Operation } from '#functions/http/dispatch.ts';

const loadFrom =
  (file: string): Operation['load'] =>
  () =>
    import(new URL(`../../${file}`, import.meta.url).href);

const operations: readonly Operation[] = API_ROUTES.map(({ methods, path, handler }) => ({ methods, path, load: loadFrom(handler) }));

/** Answers every operation of the table of routes, as the deployed functions do. */
export const answerLocally: ApiHandler = dispatch(operations);

/** Loads all handlers, so that one that cannot be loaded is known before the first request. */
export async function loadAllHandlers(): Promise<void> {
  await Promise.all(operations.map(({ load }) => load()));
}
