import type { ApiHandlerName } from '#contracts/api/api-route.ts';
import type { OperationHandler } from '#functions/http/api-handler.ts';

export async function loadHandler(handler: ApiHandlerName): Promise<OperationHandler> {
  const [file, name] = handler.split('#') as [string, string];
  const module = (await import(new URL(`../../${file}`, import.meta.url).href)) as Readonly<
    Record<string, OperationHandler>
  >;
  const found = module[name];
  if (found === undefined) throw new Error(`${file} has no ${name}`);
  return found;
}
