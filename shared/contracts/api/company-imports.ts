import * as z from 'zod';
import { FIELD_WORDS, FILE_KINDS, type FileField } from '#domain/companies/file-words.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { companyLinks, companyShape } from './companies.ts';
import { contract, flag, id, lang, orNull, TABLE_MEDIA } from './request-parts.ts';

const FIELDS = Object.keys(FIELD_WORDS) as [FileField, ...FileField[]];
const MOST_FILES = 20;
const name = z.string().trim().min(1, '1 to 200 characters').max(200, '1 to 200 characters');

const fileSchema = z
  .strictObject({
    name: name.describe('Of the file; it helps to tell what is in it.'),
    text: z.string().optional().describe('CSV, or JSON: a list of rows, or an object with lists of them.'),
    base64: z
      .string()
      .optional()
      .describe('In place of `text` the bytes of the file: CSV in any encoding, or an Excel workbook.'),
    sheet: orNull(z.string().max(100, 'at most 100 characters')).describe(
      'Sheet of a workbook; null: the first.',
    ),
    kind: orNull(z.enum(FILE_KINDS)).describe('Null: told from its columns and its name.'),
    mapping: z
      .record(z.string().max(200, 'at most 200 characters'), z.enum(FIELDS).nullable())
      .default({})
      .describe('Column -> field; null: not to be used.'),
    decimal: orNull(z.enum(['.', ','])).describe('Mark before the decimals; null: told from the numbers.'),
    answers: z
      .array(
        z.strictObject({
          row: z.int().nullable(),
          column: z.string().max(200, 'at most 200 characters').nullable(),
          says: z.string().max(200, 'at most 200 characters').nullable().describe('Null: it is left out.'),
        }),
      )
      .max(1000, 'at most 1000 answers')
      .default([])
      .describe('Answers to notes: what a cell says; of a column its field or unit.'),
  })
  .refine(({ text, base64 }) => (text === undefined) !== (base64 === undefined), 'either `text` or `base64`')
  .describe('A file.');

export const importCompanyRequest = contract({
  query: z.strictObject({
    id: id.describe('Your id of the company. Kinds of rows in the files replace those that it has.'),
    name: name.optional().describe('Name of the company; the present one, or its id, when not given.'),
    country: z.enum(BUYERS).optional().describe('Where it buys; the present one, or JPN, when not given.'),
    dry_run: flag.describe('true: stores nothing.'),
    lang,
  }),
  scope: 'companies:write',
  body: z.strictObject({
    files: z
      .array(fileSchema)
      .min(1, 'at least one file')
      .max(MOST_FILES, `at most ${MOST_FILES} files`)
      .describe('In any order.'),
  }),
  textMedia: TABLE_MEDIA,
});

const noteSchema = z
  .strictObject({
    file: z.string(),
    row: z.int().nullable().describe('As a spreadsheet counts; null: the file, or a column.'),
    column: z.string().nullable().describe('Heading; null: the whole row.'),
    detail: z.string(),
    suggestions: z.array(z.string()),
  })
  .describe('A place in a file.');

export const companyImportSchema = z.strictObject({
  dry_run: z.boolean(),
  id: z.string(),
  status: z.string().nullable(),
  version: z.int().nullable(),
  files: z.array(
    z.strictObject({
      file: z.string(),
      kind: z.string().nullable(),
      columns: z.array(
        z.strictObject({
          column: z.string(),
          field: z.string().nullable(),
          title: z.string().nullable().describe('Its name.'),
          suggestions: z.array(z.string()),
        }),
      ),
      read: z.int(),
      understood: z.int(),
      rows: z.array(
        z.strictObject({
          row: z.int(),
          material: z.string().nullable(),
          understood: z.boolean(),
        }),
      ),
    }),
  ),
  company: z.strictObject(companyShape).nullable(),
  mistakes: z.array(noteSchema),
  doubts: z.array(noteSchema),
  found: z.strictObject({ mistakes: z.int(), doubts: z.int() }),
  links: companyLinks,
});
