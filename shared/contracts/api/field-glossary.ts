import { THEATRES_IN_WORDS } from '../run/run-documents.ts';
import glossary from './field-glossary.json' with { type: 'json' };

/**
 * Descriptions of fields that mean the same wherever they stand, which the OpenAPI document takes where a
 * schema has none. `parent.name`: a name that means something else below that field or object. A test
 * requires one for every field of the contract.
 */
export const FIELD_GLOSSARY: Readonly<Record<string, string>> = { ...glossary, theatre: THEATRES_IN_WORDS };
