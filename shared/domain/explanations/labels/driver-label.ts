/** A hazard in at most 40 characters, for a chart, a table or a headline. */
import { readHazardId } from '../../vocabulary/hazard-id.ts';
import type { Message } from '../../vocabulary/message.ts';
import { message } from '../../words/message.ts';
import type { Names } from '../document-context.ts';

const LISTS_AND_RULES: Readonly<Record<string, Message>> = {
  listing: message('label_listing'),
  extraterritorial: message('label_extraterritorial'),
};

/** The label of a hazard of an element, a supplier or a country. A kind without words of its own shows its name. */
export function driverLabel({ id, kind }: { readonly id: string; readonly kind: string }, names: Pick<Names, 'site'>): Message {
  const known = LISTS_AND_RULES[id];
  if (known !== undefined) return known;
  switch (kind) {
    case 'active_control':
    case 'scheduled_control':
      return controlLabel(`label_${kind}`, id);
    case 'new_control':
    case 'origin_instability':
      return placeLabel(`label_${kind}`, id);
    case 'transit':
      return message('label_transit');
    case 'facility':
      return placeOf(id) === id
        ? message('label_facility')
        : message('label_facility_site', { site: placeWithin(names.site(placeOf(id))) });
    default:
      return message('label_other', { kind });
  }
}

/** Everything behind the first colon; the id itself where there is none. */
const placeOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** `Chavara (Kerala)` of `IREL (India) (Chavara (Kerala))`, what the last bracket holds: there is no room for the company. */
function placeWithin(site: string): string {
  if (!site.endsWith(')')) return site;
  let open = 0;
  for (let n = site.length - 1; n > 0; n -= 1) {
    if (site[n] === ')') open += 1;
    if (site[n] === '(') open -= 1;
    if (open === 0) return site.slice(n + 1, -1);
  }
  return site;
}

function placeLabel(code: 'label_new_control' | 'label_origin_instability', id: string): Message {
  const { origins, feed } = readHazardId(id);
  return message(feed === null ? code : `${code}_feed`, { origin: origins.join() });
}

function controlLabel(code: 'label_active_control' | 'label_scheduled_control', id: string): Message {
  const { origins, feed } = readHazardId(id);
  const [origin = '', second] = origins;
  if (feed !== null) return message(`${code}_feed`, { origin });
  return second === undefined ? message(code, { origin }) : message(`${code}_two`, { origin, second });
}
