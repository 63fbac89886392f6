import { THEATRES_IN_WORDS } from '../run/run-documents.ts';
import glossary from './field-glossary.json' with { type: 'json' };

/**
 * What the OpenAPI document says of fields whose schema says nothing, by `name`, `parent.name` or
 * `Component.field.name`; the most exact one counts.
 */
export const FIELD_GLOSSARY: Readonly<Record<string, string>> = { ...glossary, theatre: THEATRES_IN_WORDS };
