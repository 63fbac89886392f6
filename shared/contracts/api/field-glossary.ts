import { THEATRES_IN_WORDS } from '../run/run-documents.ts';
import glossary from './field-glossary.json' with { type: 'json' };

/**
 * What the OpenAPI document says of fields whose schema says nothing: `name` of every field of that name,
 * `parent.name` of that below a field or component, `Component.field.name` of one alone. The most exact one counts;
 * a component stands under its own name. A test requires one for every field of the contract.
 */
export const FIELD_GLOSSARY: Readonly<Record<string, string>> = { ...glossary, theatre: THEATRES_IN_WORDS };
