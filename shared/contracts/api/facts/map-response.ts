import * as z from 'zod';
import { bandSchema, labelSchema, runStampShape, scaleSchema } from '../scores/score-response.ts';

const nullableNumber = z.number().nullable();

const part = (of: string) =>
  nullableNumber.describe(`Part of ${of} that passes the lane, 0 to 1. Lanes lie one after another: parts are never added.`);

const routeSchema = z
  .strictObject({
    origin: z.string().describe('Country that sends, ISO 3166-1 alpha-3.'),
    stage: z.string().describe('Stage of the supply chain.'),
    share: part('what it sends to the buyer'),
  })
  .describe('A flow to the buyer that passes the lane.');

const dependenceSchema = z
  .strictObject({
    buyer: z.string().describe('Who depends, whatever buyer was asked for.'),
    element: z.string().describe('Symbol.'),
    stage: z.string().describe('Stage of the supply chain.'),
    share: part("the buyer's supply of the element at the stage"),
    unknown_share: nullableNumber.describe('Part of that supply whose way no row of the facts states, 0 to 1.'),
  })
  .describe('Whose supply passes the lane.');

const propertiesSchema = z
  .strictObject({
    kind: z
      .string()
      .describe('`country`, `site`, `lane` (a strait or canal that goods pass) or `theatre` (of a security crisis). More may be added.'),
    id: z.string().describe('Id of the country, the site, the lane or the theatre.'),
    label: labelSchema,
    label_code: z.string().optional().describe('Lanes and theatres: code of the label, the same in every language.'),
    coordinate_precision: z
      .string()
      .describe(
        'What the point is the middle of: `place`, `city`, `region` or `country`; `source`: as the source gives it; `unknown`: there is no point.',
      ),
    subject_type: z.string().optional().describe('Countries and sites: type of the subject that the score is of.'),
    subject_id: z.string().optional().describe('Id of that subject: the country itself, the supplier of the site.'),
    score: nullableNumber.optional().describe('Score of that subject for the buyer; null is unknown, never 0.'),
    band: bandSchema.optional(),
    headline: z.string().nullable().optional().describe('That score in one sentence; null without one.'),
    elements: z.array(z.string()).optional().describe('Elements that come from there.'),
    name: z.string().optional().describe('Sites: name of the site.'),
    supplier_name: z.string().optional().describe('Sites: name of the supplier.'),
    country: z.string().optional().describe('Sites: ISO 3166-1 alpha-3 code.'),
    stage: z.string().optional().describe('Sites: stage of the supply chain.'),
    operating: z.string().nullable().optional().describe('Sites: yes, partial or no; null is unknown.'),
    routes: z.array(routeSchema).optional().describe('Lanes: flows to the buyer that pass. Absent for runs from before it was kept.'),
    dependence: z
      .array(dependenceSchema)
      .optional()
      .describe(
        'Lanes: who depends on it, for all buyers: with `element` every stage of it, else of each element the stage that depends most. Absent for runs from before it was kept.',
      ),
    index: nullableNumber.optional().describe('Theatres: pressure, 0 to 100; null is unknown, never calm.'),
  })
  .describe('What is there.');

export const mapSchema = z
  .strictObject({
    type: z.literal('FeatureCollection'),
    features: z
      .array(
        z
          .strictObject({
            type: z.literal('Feature'),
            id: z.string().describe('Kind and id, for example `site:LYC-LAMP`.'),
            geometry: z
              .strictObject({
                type: z.literal('Point'),
                coordinates: z.array(z.number()).length(2).describe('Longitude and latitude, degrees (WGS 84).'),
              })
              .nullable()
              .describe('Null where no coordinates are known; `coordinate_precision` is then `unknown`.'),
            properties: propertiesSchema,
          })
          .describe('A place.'),
      )
      .describe('Countries, sites, lanes, theatres, each in byte order of id.'),
    buyer: z.string(),
    ...runStampShape,
    scale: scaleSchema,
    links: z.strictObject({ self: z.string() }).describe('Paths on this server.'),
  })
  .describe('A map as GeoJSON (RFC 7946) with the scores of a buyer. A point is no statement about borders or sovereignty.');
