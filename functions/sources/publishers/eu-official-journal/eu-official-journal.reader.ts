/** Acts of the Official Journal of the European Union, as the Publications Office answers a SPARQL query in JSON. */
import {
  type AnnouncementList,
  type AnnouncementListReader,
  dayIn,
  jsonOf,
  type ListedAnnouncement,
  listText,
  memberOf,
  textMember,
  unreadList,
  unreadPart,
} from '../announcement-list.ts';
import type { UnreadPart } from '../document-reader.ts';

/** European Legislation Identifier: `http://data.europa.eu/eli/reg/2024/1252/oj`. */
const ELI =
  /^https?:\/\/(?:data\.europa\.eu|eur-lex\.europa\.eu)\/eli\/([a-z_]+\/\d{4}\/\d+(?:\/corrigendum\/[\d-]+)?)(?:\/oj|\/\d{4}-\d{2}-\d{2})?$/;

/** Acts of a year whose English title speaks of exports or of raw materials; feeds of the Journal answer with an error page. */
const queryOf = (year: number): string => `PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
SELECT DISTINCT ?eli ?title ?date WHERE {
  ?work cdm:resource_legal_eli ?eli ; cdm:official-journal-act_date_publication ?date .
  ?expression cdm:expression_belongs_to_work ?work ; cdm:expression_title ?title ;
    cdm:expression_uses_language <http://publications.europa.eu/resource/authority/language/ENG> .
  FILTER(YEAR(?date) = ${year} && REGEX(?title, "export|dual-use|raw material|stockpil", "i"))
} ORDER BY ?date`;

const cellOf = (binding: unknown, variable: string): string | null => textMember(memberOf(binding, variable), 'value');

function readBinding(binding: unknown): ListedAnnouncement | UnreadPart {
  const [eli, title] = [cellOf(binding, 'eli'), cellOf(binding, 'title')];
  const act = ELI.exec(eli ?? '')?.[1];
  if (act === undefined || title === null)
    return unreadPart(JSON.stringify(binding), 'A row without a legislation identifier that is known, or without a title.');
  return { key: `EU ${act}`, title, published: dayIn(cellOf(binding, 'date')), address: `https://eur-lex.europa.eu/eli/${act}/oj` };
}

function readAnswer(text: string): AnnouncementList {
  const bindings = memberOf(memberOf(jsonOf(text), 'results'), 'bindings');
  if (!Array.isArray(bindings)) return unreadList(text, 'The answer is no table of SPARQL results in JSON.');
  if (bindings.length === 0)
    return unreadList(text, 'The table has no row: the query no longer fits the ontology, or nothing was published.');
  const read = bindings.map(readBinding);
  return { announcements: read.filter((entry) => 'key' in entry), unread: read.filter((entry) => 'why' in entry) };
}

export const euOfficialJournalReader: AnnouncementListReader = {
  publisher: 'eu-official-journal',
  version: 1,
  kind: 'json',
  listAddress: (year) =>
    `https://publications.europa.eu/webapi/rdf/sparql?${new URLSearchParams({ query: queryOf(year), format: 'application/sparql-results+json' })}`,
  read: (raw) => readAnswer(listText(raw)),
};
