"""Section 1 of docs/methodology.md and what sections 3, 5 and 7 read of the tables: from facts to the inputs of a case of methodology.py."""
import bisect
import datetime
import functools
import json
import math
import os

from methodology import CIVIL, EU, N, STAGES, covers, first_day, hits, last_day, own

HERE = os.path.dirname(os.path.abspath(__file__))
REFERENCE = os.environ.get('REFERENCE', os.path.join(HERE, '..', '..', 'shared', 'reference'))
LREE, HREE = 'La Ce Pr Nd Sm'.split(), 'Eu Gd Tb Dy Ho Er Tm Yb Lu Y'.split()
GROUPS = {'@LREE': LREE, '@HREE': HREE, '@REE': [*LREE, *HREE, 'Sc']}
CUSTOMS_REE = 'La Ce Pr Nd'.split()
WINDOW, WEEKS, LEAST = int(N['pressure.window']), int(N['pressure.history'] // 7), N['pressure.least_weeks']


def iso(day):
    return datetime.date.fromordinal(day).isoformat()


class Facts:
    """The tables of a vintage, as known on a day."""

    def __init__(self, day, known=None, directory=REFERENCE):
        self.day, self.known, self.directory = day, known or day, directory
        self.table = functools.cache(self.table)
        self.read_to = min([day, *(last_day(row['read_on']) for row in self.table('sources') if row['id'] == 'policy-register')])

    def table(self, name):
        with open(os.path.join(self.directory, name + '.json'), encoding='utf8') as file:
            return json.load(file)

    def known_rows(self, name):
        return [row for row in self.table(name) if last_day(row['known_from']) <= self.known]

    def newest(self, rows):
        """Rows of the newest edition that had come out and was known; before the first those of the oldest."""
        came = lambda row: max(last_day(row['known_from']), last_day(row.get('published') or row['known_from']))
        key = lambda row: (row.get('published') or row['known_from'], row.get('edition') or '')
        out = [row for row in rows if last_day(row.get('published') or row['known_from']) <= self.day and came(row) <= self.known]
        if not rows:
            return []
        edition = max(map(key, out)) if out else min(map(key, rows))
        return [row for row in rows if key(row) == edition]


def names_of(element, customs=False):
    """Names under which rows of a buyer may stand, the narrowest first."""
    of = [element]
    if element in LREE or element in HREE:
        of.append('LREE' if element in LREE else 'HREE')
    if element in GROUPS['@REE'] and (not customs or element in CUSTOMS_REE):
        of.append('REE')
    return [*of, 'ALL']


# Supply
def stages_of(facts, element, buyer):
    out = {}
    for stage in STAGES:
        rows = facts.newest([r for r in facts.table('shares') if r['element'] == element and r['stage'] == stage])
        world = {row['country']: row['share'] for row in rows if row['share'] > 0}
        if world:
            reliance, bound = reliance_of(facts, element, buyer, stage)
            out[stage] = dict(
                world=world, imports=imports_of(facts, element, buyer, stage), import_reliance=reliance, import_reliance_bound=bound
            )
    return out


def imports_of(facts, element, buyer, stage):
    for name in names_of(element, customs=True):
        rows = [r for r in facts.table('buyer-imports') if (r['buyer'], r['element'], r['stage']) == (buyer, name, stage)]
        if rows:
            break
    else:
        return None
    imports = {row['origin']: row['share'] for row in rows}
    if stage == 'separation':
        fed = {}
        for link in links_of(facts, element):
            pool = facts_party(facts, link['to'])
            if link['essential'] == 'no' or not pool or pool['kind'] != 'country_pool' or not own(buyer, pool['country']):
                continue
            origins = [o for o in origins_of(facts, link['from'], element) if not own(buyer, o)]
            for origin in origins:
                share = N['supplier.material'] if link['share_of_input'] is None else link['share_of_input']
                fed[origin] = fed.get(origin, 0) + share / len(origins)
        rest, others = 1 - sum(fed.values()), sum(share for o, share in imports.items() if o not in fed)
        imports = {o: share / others * rest for o, share in imports.items() if o not in fed} | fed if fed and others else imports
    return imports


def reliance_of(facts, element, buyer, stage):
    """(reliance, upper limit of home output)"""
    year, limit = datetime.date.fromordinal(facts.day).year, None
    for name in names_of(element, customs=True):
        rows = [r for r in facts.table('import-reliance') if (r['buyer'], r['element'], r['stage']) == (buyer, name, stage)]
        for row in facts.newest(rows):
            if row['import_reliance'] is None:
                continue
            of = int(row['date'].rstrip('e')[-4:])
            if of >= year - N['default.reliance_years']:
                return row['import_reliance'], None
            limit = row['import_reliance'] if limit is None else limit
    return None, limit


def cover_of(facts, element, buyer):
    rows = {(r['element'], r['component']): r['days_median'] for r in facts.table('cover') if r['buyer'] == buyer and r['days_median'] is not None}
    if not rows:
        return {'default': N['default.commercial_stock']}

    def days(names):
        first = lambda component: next(((name, rows[name, component]) for name in names if (name, component) in rows), (None, None))
        holder, stock = first('commercial_stock')
        pipeline, national = first('pipeline')[1] or 0, first('national_stockpile')[1] or 0
        return (0 if holder == 'NdFeB' else pipeline) + (N['default.commercial_stock'] if stock is None else stock) + N['half'] * national

    return {'default': days(names_of(element)), 'magnet': days(['NdFeB', 'ALL'])}


def governance_of(facts, worlds):
    """PV by country; that of the Union is the mean of its members, weighted by their largest shares over the stages, summed over elements."""
    pv = {row['country']: row['political_stability'] for row in facts.newest(facts.table('governance')) if row['political_stability'] is not None}
    weights = {}
    for stages in worlds:
        largest = {}
        for of in stages.values():
            total = sum(of['world'].values())
            for country, share in of['world'].items():
                if country in EU and country in pv:
                    largest[country] = max(largest.get(country, 0), share / total)
        for country, share in largest.items():
            weights[country] = weights.get(country, 0) + share
    if weights:
        pv['EUU'] = sum(pv[country] * weights[country] for country in sorted(weights)) / sum(weights.values())
    return pv


# The register
def elements_of(words, whole=GROUPS):
    return {element for word in words for element in whole.get(word, [word])}


def coverage_of(row, element):
    """Stage -> coverage by the lines that name the element; `@dual_use` lines apart."""
    named, dual = {}, {}
    for line in row['mapping']['applies']:
        for to, reached in ((named, element in elements_of(line['elements'])), (dual, '@dual_use' in line['elements'])):
            for stage in line['stages'] if reached else []:
                for covered in ('separation', 'refining') if stage == 'refining' else (stage,):
                    to[covered] = max(to.get(covered, 0), line.get('coverage', 1))
    return named, dual


def end_and_reliefs(facts, row, reliefs):
    """ended, stated_end, ended_by_row and extended_to of a row as known."""
    out, end = {}, row['effective_to']
    known = row['known_from']
    for revision in row.get('effective_to_revisions') or []:
        if last_day(revision['known_from']) <= facts.known:
            end, known = revision['effective_to'], revision['known_from']
        elif revision is row['effective_to_revisions'][0]:
            end = None
    if end is not None:
        out['ended' if last_day(end) < min(facts.day, facts.read_to) else 'stated_end'] = end
    for relief in reliefs:
        if row['id'] not in relief['relief']['measures']:
            continue
        if relief['relief']['kind'] == 'ends':
            out['ended_by_row'] = min(filter(None, [out.get('ended_by_row'), relief['effective_from'] or relief['known_from']]))
        elif relief['relief']['kind'] == 'extends_suspension' and relief['effective_to']:
            out.setdefault('extended_to', []).append(relief['effective_to'])
    return out


def measures_of(facts, element):
    known = [r for r in facts.known_rows('policy') if last_day(r.get('stated_from') or r['known_from']) <= facts.known]
    known = [r for r in known if r.get('superseded_from') is None or last_day(r['superseded_from']) > facts.known]
    reliefs = [r for r in known if r['relief'] is not None]
    register = [r for r in known if r['mapping'] is not None]

    def made(row, coverage):
        out = dict(
            id=row['id'], control_class=row['mapping']['control_class'], origins=row['mapping']['origins'], targets=row['mapping']['targets'],
            coverage=coverage, known_from=row['known_from'],
        )
        suspended = row['suspended_from'] is not None and first_day(row['suspended_from']) <= facts.known
        for field in ('effective_from', *(('suspended_from', 'suspended_to') if suspended else ())):
            if row[field] is not None:
                out[field] = row[field]
        return out | end_and_reliefs(facts, row, reliefs)

    named = [made(row, coverage_of(row, element)[0]) for row in register if coverage_of(row, element)[0]]
    out = list(named)
    for row in register:
        of, dual = coverage_of(row, element)
        if not dual:
            continue
        stands = dict(of)
        for other in register:
            covers_here, is_dual = coverage_of(other, element)
            if is_dual or CIVIL.get(other['mapping']['control_class']) not in ('ban', 'licence') or not set(other['mapping']['origins']) & set(row['mapping']['origins']):
                continue
            if not in_force(made(other, {}), facts.day):
                continue
            for stage, share in covers_here.items():
                if stage in dual:
                    stands[stage] = max(stands.get(stage, 0), share)
        out = [m for m in out if m['id'] != row['id']]
        if stands:
            out.append(made(row, stands))
    return sorted(out, key=lambda m: m['id'])


def in_force(measure, day):
    start = last_day(measure['known_from']) if measure.get('effective_from') is None else first_day(measure['effective_from'])
    ends = [last_day(measure['ended'])] if measure.get('ended') else []
    ends += [first_day(measure['ended_by_row']) - 1] if measure.get('ended_by_row') else []
    suspended = measure.get('suspended_from') and first_day(measure['suspended_from']) <= day
    return start <= day and not suspended and (not ends or min(ends) >= day)


@functools.cache
def decisions_of(facts):
    """Days on which China became known to have decided a control, of the civil depths."""
    counted = set(CIVIL) - {'supply_disruption'}
    days = set()
    for row in facts.known_rows('policy'):
        if row['mapping'] and row['mapping']['control_class'] in counted and 'CHN' in row['mapping']['origins']:
            days.add(last_day(row['known_from']))
    for row in facts.known_rows('control-events'):
        if row['origin'] == 'CHN' and row['actor_kind'] == 'government' and row['control_class'] in counted and row['policy_id'] is None and row['elements']:
            days.add(last_day(row['known_from']))
    return [iso(day) for day in sorted(days) if day >= first_day('2005')]


# Readings
def readings_of(facts, element, measures):
    made, spoken = ratios_of(facts, element, measures)
    out = []
    for row in facts.known_rows('control-outcomes'):
        if element not in row['elements']:
            continue
        kept = dict(
            id=row['id'], origin=row['origin'], buyer=row['buyer'], stages=row['stages'], known_from=row['known_from'],
            seen_from=row['seen_from'], seen_to=row['seen_to'], below=row['below'],
        )
        by_from = {}
        for stage in row['stages']:
            begins, ends = spoken.get((row['origin'], stage, row['buyer']), (None, None))
            seen_from = row['seen_from']
            if begins is not None and last_day(row['seen_to']) >= begins:
                if last_day(row['seen_to']) <= ends:
                    continue
                if seen_from is not None and last_day(seen_from) <= ends:
                    seen_from = iso(ends + 1)
            by_from.setdefault(seen_from, []).append(stage)
        out += [kept | dict(stages=stages, seen_from=seen_from) for seen_from, stages in by_from.items()]
    return out + made + eased(facts, element)


def month_after(month, count=1):
    at = int(month[:4]) * 12 + int(month[5:]) - 1 + count
    return f'{at // 12:04d}-{at % 12 + 1:02d}'


def published(reporter, month):
    """Day on which a month of customs is known where no row says it: the last of the next month, January with February; others a month later."""
    if reporter != 'CHN':
        return month_after(month, 2)
    return month_after(month, 2 if month.endswith('-01') else 1)


def months_of(facts, element):
    """(reporter, flow, code, partner) -> stages of the code, and month -> (kg, day of knowledge); of clean codes alone."""
    codes = {}
    for row in facts.table('trade-codes'):
        if element in row['elements'] and row['form'] == 'clean':
            codes[row['nomenclature'], row['code']] = row['stages']
    out = {}
    for row in facts.table('trade'):
        stages = codes.get((row['reporter'], row['code'])) or codes.get(('HS', row['code']))
        if stages is None or row['quality'] == 'C':
            continue
        of = out.setdefault((row['reporter'], row['flow'], row['code'], row['partner']), (stages, {}))[1]
        for month, kg in row['kg'].items():
            known = last_day(row.get('known_from') or published(row['reporter'], month))
            if kg is not None and known <= facts.known and last_day(month) <= facts.day:
                of[month] = kg, known
    return out


def since(measures, origin, stage, buyer, day):
    """G: start of the first of an unbroken row of measures; None where none is in force."""
    start_of = lambda m: last_day(m['known_from']) if m.get('effective_from') is None else first_day(m['effective_from'])
    def end_of(m):
        ends = [last_day(m['ended'])] if m.get('ended') else []
        return min(ends + ([first_day(m['ended_by_row']) - 1] if m.get('ended_by_row') else []), default=None)
    there = [m for m in measures if m['control_class'] in CIVIL and origin in m['origins'] and m['coverage'].get(stage, 0) > 0 and hits(m['targets'], buyer)]
    firsts = []
    for m in there:
        if not in_force(m, day):
            continue
        first = start_of(m)
        while True:
            before = [start_of(b) for b in there if end_of(b) is not None and end_of(b) < day and start_of(b) < first and end_of(b) >= first - 1]
            if not before:
                break
            first = min(before)
        firsts.append(first)
    return min(firsts, default=None)


def held(months, quarter, before):
    """(k, m of the months before, ln ratio, deviation) of a quarter, None where it cannot be read."""
    y, x = [months[month][0] for month in quarter], [months[month][0] for month in before if month in months]
    if not y or len(x) < N['trade.least'] or sum(x) <= 0:
        return None
    k, n, mean = len(y), len(x), sum(x) / len(x)
    lot = max(sum((v - mean) ** 2 for v in x) / (n - 1) / mean, mean / 100)
    a, b = sum(y) / lot + 0.5, sum(x) / lot + 0.5
    return k, mean, math.log(a / k) - math.log(b / n), math.sqrt(1 / a + 1 / b)


def ratios_of(facts, element, measures, totals=False):
    """Readings that months of trade make, and by flow the first and last day of the months that they speak of."""
    best, spoken = {}, {}
    for (reporter, flow, code, partner), (stages, months) in months_of(facts, element).items():
        if (flow == 'import' and partner == 'ALL') != totals or not months:
            continue
        origin, buyer = (reporter, partner) if flow == 'export' else (partner, reporter)
        for stage in stages:
            begun = since_total(measures, stage, buyer, facts.day) if totals else since(measures, origin, stage, buyer, facts.day)
            if begun is None:
                continue
            begins = iso(begun)[:7]
            first = begins if iso(begun).endswith('-01') else month_after(begins)
            before = [month_after(begins, -int(N['trade.notice']) - back) for back in range(1, int(N['trade.before']) + 1)]
            at = first
            while at <= max(months):
                quarter = [month for month in (at, month_after(at), month_after(at, 2)) if month in months]
                made = held(months, quarter, before)
                if made:
                    k, mean, log, deviation = made
                    rank = (k, mean, flow == 'export')
                    key = origin, stage, buyer, at
                    span = spoken.get((origin, stage, buyer), (first_day(at), 0))
                    spoken[origin, stage, buyer] = min(span[0], first_day(at)), max(span[1], last_day(quarter[-1]))
                    if key not in best or rank > best[key][0]:
                        below = math.exp(log + N['trade.z'] * deviation) < N['trade.line']
                        above = math.exp(log - N['trade.z'] * deviation) >= N['trade.line']
                        known = max(months[month][1] for month in [*quarter, *before] if month in months)
                        best[key] = rank, f'trade:{reporter}:{flow}:{code}:{partner}:{quarter[-1]}', quarter[-1], known, below, above, math.exp(log)
                at = month_after(at, 3)
    rows = {}
    for (origin, stage, buyer, _), (_, row, month, known, below, above, ratio) in best.items():
        if below or above or totals:
            of = dict(id=row, origin=origin, buyer=buyer, known_from=iso(known), seen_from=None, seen_to=iso(last_day(month)), below=below if below or above else None)
            if totals:
                of |= dict(ratio=ratio)
            rows.setdefault((row, of['below']), of | dict(stages=[]))['stages'].append(stage)
    made = list(rows.values())
    for row in made:
        if row['buyer'] == 'ALL':
            instead = sorted({
                r['buyer'] for r in made
                if r['buyer'] != 'ALL' and (r['origin'], r['seen_to']) == (row['origin'], row['seen_to']) and set(r['stages']) & set(row['stages'])
            })
            if instead:
                row['except'] = instead
        row['stages'] = [stage for stage in STAGES if stage in row['stages']]
    return sorted(made, key=lambda r: (r['seen_to'], r['id'])), spoken


def since_total(measures, stage, buyer, day):
    """The earliest G over the origins."""
    origins = {origin for m in measures for origin in m['origins']}
    return min((g for o in origins if (g := since(measures, o, stage, buyer, day)) is not None), default=None)


def totals_of(facts, element, buyer, measures):
    return [row for row in ratios_of(facts, element, measures, totals=True)[0] if row['buyer'] == buyer]


# Section 5: pressure
def series_of(facts):
    """Day -> value of each series."""
    day = facts.day
    counts = lambda name, at, field, rows: {last_day(r[at]): r[field] for r in rows if r[field] is not None and last_day(r[at]) <= day}
    taiwan = [r for r in facts.known_rows('signals/taiwan-strait') if r['definition'] == 'all_detected']
    out = dict(
        aircraft=counts('aircraft', 'report_date', 'aircraft', taiwan), ships=counts('ships', 'report_date', 'navy_ships', taiwan),
        territorial_sea=counts('sea', 'day', 'territorial_sea_vessels', facts.known_rows('signals/senkaku')),
    )
    begin, read = first_day('2018'), set()
    for row in facts.table('signals/coverage'):
        for span in row['spans'] if row['id'] == 'joint-staff' else []:
            read |= set(range(max(begin, last_day(span['from'])), min(day, facts.known, last_day(span['to'])) + 1))
    beyond = {}
    for row in facts.known_rows('signals/carrier-deployments'):
        if row['scope'] != 'pacific':
            continue
        start = first_day(row['start'])
        if row['end'] is not None:
            days = range(start, min(day, last_day(row['end'])) + 1)
        else:
            days = [d for d in range(start, day + 1) if d <= last_day(row['known_from']) or d in read]
        for d in days:
            beyond.setdefault(d, set()).update(name.strip() for name in row['carrier'].split(';'))
    out['carriers'] = {d: 0 for d in read} | {d: len(names) for d, names in beyond.items() if d >= begin}
    return out


def smoothed(values):
    out = {}
    for day in range(min(values) + WINDOW - 1, max(values) + 1) if values else []:
        window = [values[d] for d in range(day - WINDOW + 1, day + 1) if d in values]
        if 3 * len(window) >= 2 * WINDOW:
            out[day] = sum(sorted(window)[-2:]) / 2
    return out


def percentile(values, day):
    back = [values[day - 7 * k] for k in range(1, WEEKS + 1) if day - 7 * k in values]
    if len(back) < LEAST:
        return None
    below, ties = sum(x < values[day] - 1e-9 for x in back), sum(abs(x - values[day]) <= 1e-9 for x in back)
    return (below + ties / 2 + 0.5) / (len(back) + 1)


@functools.cache
def pressure_of(facts):
    smooth = {name: smoothed(values) for name, values in series_of(facts).items()}
    days = {name: sorted(values) for name, values in smooth.items()}

    @functools.cache
    def at(name, day):
        index = bisect.bisect_right(days[name], day)
        return (days[name][index - 1], percentile(smooth[name], days[name][index - 1])) if index else (None, None)

    out = {}
    for theatre, names in (('senkaku', ('territorial_sea', 'carriers')), ('taiwan', ('aircraft', 'ships', 'carriers'))):
        def level(day):
            found = [-math.log(1 - p) for d, p in (at(name, day) for name in names) if p is not None and day - d <= WINDOW]
            return sum(found) / len(found) if found else None

        day, first = at(names[0], facts.day)
        if first is None:
            out[theatre] = dict(multiplier=1)
            continue
        levels = {d: value for d in range(day - 7 * WEEKS, day + 1, 7) if (value := level(d)) is not None}
        q = percentile(levels, day)
        q, age = first if q is None else q, facts.day - day
        weight, power = N['pressure.weight'], N['pressure.power']
        multiplier = 1 + (1 - weight + weight * (power + 1) * q**power - 1) * 2 ** (-age / WINDOW)
        out[theatre] = dict(multiplier=multiplier, index=100 * q, age=age)
    return out


# Section 7: suppliers
def flexible(text, end):
    """First or last day of a year, half, quarter, month or day."""
    if '-Q' in text or '-H' in text:
        year, part = text.split('-')
        months = 3 if part[0] == 'Q' else 6
        month = (int(part[1]) - 1) * months + 1
        text = f'{year}-{month + months - 1 if end else month:02d}'
    return last_day(text) if end else first_day(text)


def links_of(facts, element=None, kind='feedstock'):
    out = []
    for link in facts.known_rows('supplier-links'):
        if link['status'] != 'active' or link['relation_type'] != kind or (element and link['elements'] and element not in link['elements']):
            continue
        if link['from_date'] and flexible(link['from_date'], False) > facts.day or link['to_date'] and flexible(link['to_date'], True) < facts.day:
            continue
        out.append(link)
    return out


def facts_party(facts, identifier):
    return next((p for p in facts.table('external-parties') if p['id'] == identifier), None)


@functools.cache
def sites_by_id(facts):
    return {site['id']: site for site in facts.table('supplier-sites')}


def source_of(facts, identifier):
    """(country, stage) of a site or a party that feeds; a party has no stage."""
    site = sites_by_id(facts).get(identifier)
    return (site['country'], site['stage']) if site else (facts_party(facts, identifier)['country'], None)


def origins_of(facts, identifier, element):
    """Countries of what a party feeds a pool of plants with, once for each plant."""
    site, party = sites_by_id(facts).get(identifier), facts_party(facts, identifier)
    if site or party['kind'] == 'country_pool':
        return [(site or party)['country']]
    sites = [sites_by_id(facts)[i] for i in party['supplier_site_ids'] if i in sites_by_id(facts)]
    ids = {site['id'] for site in sites}
    feeding = {link['from'] for link in links_of(facts, element) if link['to'] in ids}
    return [s['country'] for s in sites if s['stage'] == 'separation' and runs(facts, s) and element in s['elements'] and s['id'] not in feeding]


def is_closed(site):
    return any(word in site['status'] for word in ('closed', 'cancelled'))


def runs(facts, site):
    if site['operating'] not in ('yes', 'partial') or is_closed(site):
        return False
    start = site['start_date']
    return last_day(site['known_from']) <= facts.known or start is None or flexible(start, False) <= facts.day


def newness(facts, site):
    start = None if site['start_date'] is None else flexible(site['start_date'], False)
    if site['operating'] == 'partial' or (start is not None and start > facts.day):
        return 1
    return 0 if start is None else max(0, 1 - (facts.day - start) / N['supplier.new_days'])


def feeds_into(facts, identifier, stage):
    """Feed links into a site or party, with their shares."""
    links = [link for link in links_of(facts) if link['to'] == identifier]
    left = max(0, 1 - sum(link['share_of_input'] or 0 for link in links))
    main = sum(link['share_of_input'] is None and link['essential'] == 'yes' for link in links)
    out = []
    for link in links:
        share = link['share_of_input']
        if share is None:
            share = left / main if link['essential'] == 'yes' else 0
        if share > 0:
            country, at = source_of(facts, link['from'])
            at = at or ('separation' if stage in ('metal', 'magnet') else 'mine')
            out.append({'from': link['from'], 'country': country, 'stage': at, 'share': share, 'elements': link['elements']})
    return out


def sources_of(facts, feeds):
    """What the sources of feeds live on, by id."""
    out, todo = {}, [feed['from'] for feed in feeds]
    while todo:
        identifier = todo.pop()
        if identifier in out:
            continue
        country, stage = source_of(facts, identifier)
        of = feeds_into(facts, identifier, stage or 'separation')
        out[identifier] = dict(country=country, stage=stage, feeds=of)
        content = (sites_by_id(facts).get(identifier) or {}).get('china_origin_content')
        if content is not None:
            out[identifier]['china_origin_content'] = content
        todo += [feed['from'] for feed in of]
    return out


def listing_of(facts, site):
    """Day on which the name of a site, its own or its parent's, came on the control list; None if it is not on it."""
    if site['listed_as'] not in ('itself', 'parent'):
        return None
    days = []
    for row in facts.known_rows('listed-names'):
        if row['list'] != 'export_control' or last_day(row['listed']) > facts.day or (row['ended'] and last_day(row['ended']) <= facts.day):
            continue
        if any(name['name'] == site['listed_name'] for name in row['names']):
            measure = next((p for p in facts.table('policy') if p['id'] == row['measure']), None)
            if not (measure and measure['suspended_from'] and first_day(measure['suspended_from']) <= facts.day):
                days.append(last_day(row['listed']))
    return min(days, default=None)


def runs_since_listed(facts, site):
    """Was it read as running after it came on the list: it lives on what does not come from China."""
    listed = listing_of(facts, site)
    return listed is not None and listed < last_day(site['known_from']) <= facts.known and runs(facts, site)


def eased(facts, element):
    """Readings of flow at the sites of the suppliers that a relief names."""
    out = []
    for row in facts.known_rows('policy'):
        relief, begins = row['relief'] or {}, row['effective_from'] or row['known_from']
        if relief.get('kind') != 'eases' or first_day(begins) > facts.day:
            continue
        eases = [other for other in facts.known_rows('policy') if other['id'] in relief['measures'] and other['mapping']]
        ends = min([facts.day - 1, *([last_day(row['effective_to'])] if row['effective_to'] else [])])
        for site in facts.table('supplier-sites'):
            covered = any(coverage_of(measure, element)[0].get(site['stage'], 0) > 0 for measure in eases)
            if site['supplier'] in (relief.get('suppliers') or []) and element in site['elements'] and covered:
                out.append(dict(
                    id=f"policy:{row['id']}", site=site['id'], origin=site['country'], buyer='ALL', stages=[site['stage']], seen_from=iso(first_day(begins)),
                    seen_to=iso(ends), known_from=row['known_from'], below=False,
                ))
    return out


def supplier_inputs(facts, supplier, buyer):
    """Inputs of a supplier, or {'unscored': why}."""
    if len(supplier) == 3 and supplier.isupper():
        return country_inputs(facts, supplier, buyer)
    if not any(company['id'] == supplier for company in facts.table('companies')):
        raise ValueError(f'no supplier {supplier}: send the id of a company of the register, or three letters of a country')
    rows = [site for site in facts.table('supplier-sites') if site['supplier'] == supplier]
    running = [site for site in rows if runs(facts, site)]
    if not running:
        return dict(unscored='no_plants' if not rows else 'state_not_read' if any(s['operating'] is None and not is_closed(s) for s in rows) else 'not_producing')
    last = max(STAGES.index(site['stage']) for site in running)
    sites = [site for site in running if STAGES.index(site['stage']) == last]

    def delivers(site):
        if site['stage'] != 'mine':
            return True
        to = [country_of(facts, link['to']) for link in links_of(facts) if link['from'] == site['id']]
        return not to or any(own(buyer, country) for country in to)

    sites = [site for site in sites if delivers(site)]
    if not sites:
        return dict(unscored='delivers_elsewhere')
    free = [max(0, 1 - promised(facts, site, buyer)) for site in sites]
    if sum(free) / len(free) < N['supplier.material']:
        return dict(unscored='committed_elsewhere')
    seen = {row['site'] for site in sites for element in site['elements'] for row in eased(facts, element)}
    made = []
    for site in sites:
        of = dict(id=site['id'], country=site['country'], stage=site['stage'], elements=site['elements'], newness=newness(facts, site))
        of['feeds'] = feeds_into(facts, site['id'], site['stage'])
        if site['capacity_tonnes_per_year'] is not None and site['capacity_type'] != 'planned':
            of['capacity'] = dict(tonnes=site['capacity_tonnes_per_year'], of=site['capacity_of'])
        content = 'no' if runs_since_listed(facts, site) else site.get('china_origin_content')
        if content is not None:
            of['china_origin_content'] = content
        made.append(of | (dict(readings=True) if site['id'] in seen else {}))
    out = dict(sites=made, sources=sources_of(facts, [feed for site in made for feed in site['feeds']]), listed=any(listing_of(facts, s) is not None for s in running))
    return out | dict(by_stage=False) | around(facts, buyer, sorted({e for site in sites for e in site['elements']}))


def country_of(facts, identifier):
    return source_of(facts, identifier)[0]


def promised(facts, site, buyer):
    """Part of a site's output that offtakes promise to parties outside the buyer's country."""
    total = 0.0
    for link in links_of(facts, kind='offtake'):
        words = link['volume'] or ''
        if link['from'] != site['id'] or '%' not in words or own(buyer, country_of(facts, link['to'])):
            continue
        digits = words.split('%')[0].split()[-1].lstrip('~')
        total += float(digits) / 100
    return total


def around(facts, buyer, elements):
    scored = {row['symbol']: row for row in facts.table('elements')}
    out = {}
    for element in elements:
        if element not in scored:
            continue
        measures = measures_of(facts, element)
        out[element] = dict(
            measures=measures, readings=readings_of(facts, element, measures), stages=stages_of(facts, element, buyer),
            eol=scored[element]['eol_rir'], demand_share=demand_of(facts, buyer),
        )
    return dict(elements=out, pv=governance_of(facts, [of['stages'] for of in out.values()]), pressure=pressure_of(facts), decisions=decisions_of(facts), read_to=iso(facts.read_to))


def country_inputs(facts, country, buyer):
    sites = []
    for row in facts.table('elements'):
        for stage, of in stages_of(facts, row['symbol'], buyer).items():
            if sum(share for o, share in of['world'].items() if own(country, o)) / sum(of['world'].values()) >= 0.1:
                sites.append(dict(id=f'{country}-{stage}', country=country, stage=stage, elements=[row['symbol']], newness=0, feeds=[]))
    if not sites:
        return dict(unscored='no_plants')
    return dict(sites=sites, sources={}, listed=False, by_stage=True) | around(facts, buyer, sorted({s['elements'][0] for s in sites}))


def demand_of(facts, buyer):
    return next((row['share'] for row in facts.table('demand-shares') if row['buyer'] == buyer), N['default.demand_share'])


def inputs_of(facts, element, buyer, end_use='civil'):
    row = next((row for row in facts.table('elements') if row['symbol'] == element), None)
    if row is None:
        raise ValueError(f'no element {element}: send a symbol, C for graphite, CaF2 for fluorspar')
    stages, measures = stages_of(facts, element, buyer), measures_of(facts, element)
    cover = cover_of(facts, element, buyer)
    if 'magnet' not in stages:
        cover.pop('magnet', None)
    return dict(
        end_use=end_use, stages=stages, eol=row['eol_rir'], si=row['si_sr'], cover=cover, demand_share=demand_of(facts, buyer), measures=measures,
        readings=readings_of(facts, element, measures), pv=governance_of(facts, [stages]), pressure=pressure_of(facts), decisions=decisions_of(facts),
        read_to=iso(facts.read_to), totals=totals_of(facts, element, buyer, measures),
    )


@functools.cache
def facts_of(day):
    return Facts(last_day(day))


def is_element(word, day):
    return any(row['symbol'] == word for row in facts_of(day).table('elements'))


def with_inputs(case):
    """A case of an element, a supplier or lines with the inputs that the facts of its day make."""
    facts, buyer, end_use = facts_of(case['as_of']), case['buyer'], case.get('end_use', 'civil')
    of = lambda element: inputs_of(facts, element, buyer, end_use)
    if 'element' in case:
        return case | dict(inputs=of(case['element']))
    if 'supplier' in case:
        return case | dict(inputs=supplier_inputs(facts, case['supplier'], buyer) | dict(end_use=end_use))
    lines = [line | dict(needs=[need | dict(inputs=of(need['element']) | dict(line=need['line'])) for need in line['needs']]) for line in case['lines']]
    return case | dict(inputs=dict(lines=lines))
