/**
 * The one table of the HTTP API: infrastructure makes a route of every entry, the local server serves them, OpenAPI and the reference page
 * describe them in this order, and tests go through them. The entries are in `<tag>-routes.ts`.
 */
import { observationRoutes } from '../ingestion/routes.ts';
import { alertRoutes } from './alerts-routes.ts';
import { analysisRoutes } from './analysis-routes.ts';
import type { ApiRoute } from './api-route.ts';
import { changesRoutes, subjectChangesRoute } from './changes-routes.ts';
import { companyRoutes } from './companies-routes.ts';
import { customSupplierRoutes } from './custom-routes.ts';
import { factsRoutes, signalsRoute } from './facts-routes.ts';
import { measureRoutes } from './measures-routes.ts';
import type { SubjectCollection } from './request-parts.ts';
import { rankingRoute, seriesRoute, subjectScoreRoutes } from './scores-routes.ts';
import { provenanceRoutes, serviceRoutes } from './service-routes.ts';
import { catalogueRoutes } from './subjects-routes.ts';

const subjectRoutes = <C extends SubjectCollection>(collection: C) =>
  [...catalogueRoutes(collection), subjectChangesRoute(collection)] as const;

/** The routes with their own types, from which the client infers what it sends and is answered. */
const routes = [
  rankingRoute,
  ...changesRoutes,
  ...subjectRoutes('elements'),
  ...subjectRoutes('suppliers'),
  ...subjectRoutes('countries'),
  ...subjectScoreRoutes,
  ...customSupplierRoutes,
  ...companyRoutes,
  seriesRoute,
  ...analysisRoutes,
  signalsRoute,
  ...observationRoutes,
  ...factsRoutes,
  ...measureRoutes,
  ...alertRoutes,
  ...provenanceRoutes,
  ...serviceRoutes,
] as const;
export type TypedRoute = (typeof routes)[number];

export const API_ROUTES: readonly ApiRoute[] = routes;
