/** The one table of the HTTP API, in the order of the contract. */
import { observationRoutes } from '../ingestion/routes.ts';
import { alertRoutes } from './alerts-routes.ts';
import { analysisRoutes } from './analysis-routes.ts';
import type { ApiRoute } from './api-route.ts';
import { changesRoutes } from './changes-routes.ts';
import { companyRoutes } from './companies-routes.ts';
import { customSupplierRoutes } from './custom-routes.ts';
import { factsRoutes, signalsRoute } from './facts-routes.ts';
import { measureRoutes } from './measures-routes.ts';
import { rankingRoute, seriesRoute, subjectScoreRoutes } from './scores-routes.ts';
import { provenanceRoutes, serviceRoutes } from './service-routes.ts';
import { catalogueRoutes } from './subjects-routes.ts';

/** With their own types, for the client. */
const routes = [
  rankingRoute,
  ...changesRoutes,
  ...catalogueRoutes('elements'),
  ...catalogueRoutes('suppliers'),
  ...catalogueRoutes('countries'),
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

export const CONTRACT_ROUTES = API_ROUTES.filter(({ outsideContract }) => !outsideContract);
