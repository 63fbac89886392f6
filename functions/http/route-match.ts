import { SUBJECT_COLLECTIONS } from '#contracts/api/request-parts.ts';

/** `{name}` in a path stands for a part. */
type RoutePattern = Readonly<{
  methods: readonly string[];
  path: string;
}>;

export type RouteMatch<R> = Readonly<{
  route: R;
  pathParameters: Readonly<Record<string, string>> | undefined;
}>;

export interface RouteMatcher<R> {
  /** The route with most literal parts; HEAD is served as GET. */
  match(method: string, path: string): RouteMatch<R> | null;
  allowedMethods(path: string): readonly string[];
}

type Piece = Readonly<{
  name: string | null;
  text: string;
}>;

/** Finds routes as API Gateway does. */
export function routeMatcher<R extends RoutePattern>(routes: readonly R[]): RouteMatcher<R> {
  const byLength = Map.groupBy(
    routes.map((route) => ({
      route,
      pieces: route.path
        .split('/')
        .map((text): Piece => ({ name: /^\{(.+)\}$/.exec(text)?.[1] ?? null, text })),
    })),
    ({ pieces }) => pieces.length,
  );
  return {
    match(method, path) {
      const served = method === 'HEAD' ? 'GET' : method;
      const parts = path.split('/');
      let best: Readonly<{ route: R; pieces: readonly Piece[]; literal: number }> | null = null;
      for (const { route, pieces } of byLength.get(parts.length) ?? []) {
        if (!route.methods.includes(served)) continue;
        const literal = literalPieces(pieces, parts);
        if (literal !== null && (best === null || literal > best.literal)) best = { route, pieces, literal };
      }
      if (best === null) return null;
      const named = best.pieces.flatMap(({ name }, at) =>
        name === null ? [] : [[name, parts[at] ?? ''] as const],
      );
      return {
        route: best.route,
        pathParameters: named.length === 0 ? undefined : Object.fromEntries(named),
      };
    },
    allowedMethods(path) {
      const parts = path.split('/');
      const found = (byLength.get(parts.length) ?? []).filter(
        ({ pieces }) => literalPieces(pieces, parts) !== null,
      );
      return [...new Set(found.flatMap(({ route }) => route.methods))];
    },
  };
}

/**
 * Pieces that stand in the path as they are; null: another path. `{collection}` takes the names there are.
 */
function literalPieces(pieces: readonly Piece[], parts: readonly string[]): number | null {
  let literal = 0;
  for (let n = 0; n < pieces.length; n += 1) {
    const { name, text } = pieces[n] as Piece;
    const part = parts[n] ?? '';
    if (
      name === null
        ? text !== part
        : part === '' || (name === 'collection' && !Object.hasOwn(SUBJECT_COLLECTIONS, part))
    )
      return null;
    if (name === null) literal += 1;
  }
  return literal;
}
