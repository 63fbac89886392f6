import * as z from 'zod';
import { shownBandSchema } from '../scores/score-response.ts';

export const wordsSchema = z
  .strictObject({
    lang: z.string().describe('Language of the texts.'),
    texts: z
      .record(z.string(), z.string())
      .describe(
        'Code -> text. `{name}` stands for the parameter of that name, `{name:format}` for the parameter in a format: `country`, `country_of` (with the possessive), `short` and `short_of` (short name), `element`, `stage`, `percent` (a fraction), `span` (days), `chance` (0 to 100, without decimals), `points` (a difference, to a tenth), `day` (a date), `whole`, `fixed2`, `fixed3`. A parameter with a code of its own is a text inside the text. Names are `country.CHN`, `short.USA` and `element.Dy`.',
      ),
    bands: z.array(shownBandSchema).describe('Lowest first, `unknown` last; labels in the language of the texts.'),
    links: z.strictObject({ self: z.string() }).describe('Paths on this server.'),
  })
  .describe('The catalogue of texts that responses name by code.');
