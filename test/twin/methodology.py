"""Methodology 3.2.0 once more, written from docs/methodology.md alone: python3 test/twin/methodology.py FILE

Reads cases as test/golden/score-cases.command.ts does (a list, or an object with "cases") and prints the same line of JSON for each. Shares no code with the
service; the numbers are those of the table in section 8 of the page.
"""
import calendar
import datetime
import json
import math
import os
import re
import statistics
import sys

import numpy as np

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'docs', 'methodology.md')
N = {m[1]: float(m[2]) for m in re.finditer(r'^\| `([\w.]+)` \| ([\d.]+) \| .* \|$', open(PAGE, encoding='utf8').read(), re.M)}
YEAR, NEVER, K = 365.25, 1e9, 512
EU = set('EUU AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE'.split())


# Section 6: nodes
def nodes():
    g = 1.1673039782614187
    for _ in range(9):
        g -= (g**5 - g - 1) / (5 * g**4 - 1)
    inverse = statistics.NormalDist().inv_cdf
    return [np.array([inverse((0.5 + j * g**-d) % 1) for j in range(1, K + 1)]) for d in (1, 2, 3, 4)]


Z_C, Z_L, Z_M, Z_N = nodes()
RATE_FACTOR = np.exp(N['sd.level'] * Z_L - N['sd.level'] ** 2 / 2)
KINDS = (N['kind'], 1.0, 1 / N['kind'])
LUCKS = (1 - N['luck'], 1.0, 1 + N['luck'] / 2)


def mean(values):
    return float(np.mean(values))


# Section 1: dates, own codes
def first_day(text):
    parts = [int(part) for part in text.split('-')]
    return datetime.date(*(parts + [1, 1])[:3]).toordinal()


def last_day(text):
    parts = [int(part) for part in text.split('-')]
    if len(parts) == 1:
        parts.append(12)
    if len(parts) == 2:
        parts.append(calendar.monthrange(*parts)[1])
    return datetime.date(*parts).toordinal()


def own(buyer, code):
    return code in EU if buyer == 'EUU' else code == buyer


def names(codes, buyer):
    return any(own(buyer, code) or (code == 'EUU' and buyer in EU) for code in codes)


def hits(codes, buyer):
    return 'ALL' in codes or names(codes, buyer)


def covers(stages, stage):
    return stage in stages or (stage == 'separation' and 'refining' in stages)


# Section 2
def supply(stage_inputs, stage, buyer, eol, demand):
    world = {o: s for o, s in stage_inputs['world'].items() if s > 0}
    total = sum(world[o] for o in sorted(world))
    world = {o: s / total for o, s in world.items()}
    imports = {o: s for o, s in (stage_inputs.get('imports') or {}).items() if s > 0 and not own(buyer, o)}
    foreign = {o: s for o, s in world.items() if not own(buyer, o)}
    if not foreign and not imports:
        return None
    weight = 0 if not imports else 1 if not foreign else N['half']
    sum_w, sum_m = sum(foreign[o] for o in sorted(foreign)), sum(imports[o] for o in sorted(imports))
    home = min(1, sum(s for o, s in sorted(world.items()) if own(buyer, o)) / demand)
    reliance = stage_inputs.get('import_reliance')
    if reliance is None:
        d = min(N['half'], N['half'] * home, 1 - (stage_inputs.get('import_reliance_bound') or 0))
    else:
        d = min(1 - reliance, home) + N['half'] * max(0, 1 - reliance - home)
    sec = 0 if stage == 'mine' else min(1, max(0, N['half'] * (N['default.recycling'] if eol is None else eol)))
    a = {}
    for o in sorted(set(foreign) | set(imports)):
        f = (1 - weight) * foreign.get(o, 0) / (sum_w or 1) + weight * imports.get(o, 0) / (sum_m or 1)
        a[o] = (1 - sec) * (1 - d) * f
    return a, sum(a.values()), world


def survive(l, cover, spare):
    """T(C, l, S) at every node for one loss."""
    if l == 0:
        return np.full(K, NEVER)
    ramp = N['ramp']
    q = l * l - 2 * spare * cover / ramp
    early = np.where(q >= 0, 2 * cover / (l + np.sqrt(np.maximum(q, 0))), NEVER)
    rest = np.where(l > spare, l - spare, 1)
    late = np.where(l > spare, np.maximum(ramp, ramp + (cover - l * ramp + spare * ramp / 2) / rest), NEVER)
    return np.where(early <= ramp, early, late)


# Section 3
BAN, LICENCE, PARTIAL = 'ban', 'licence', 'partial'
CIVIL = dict(
    embargo=BAN, ban=BAN, origin_ban=BAN, licence=LICENCE, extraterritorial_licence=LICENCE,
    export_quota=PARTIAL, supply_disruption=PARTIAL, end_use_broad=PARTIAL,
)
DEPTH_CLASS = {
    'civil': CIVIL,
    'defence': CIVIL | {'end_use_broad': BAN, 'end_use_defence': BAN},
    'semiconductor_advanced': CIVIL | {'end_use_semiconductor': LICENCE},
}


def class_of(measure):
    return measure.get('control_class') or measure['class']


def start_of(measure):
    return last_day(measure['known_from']) if measure.get('effective_from') is None else first_day(measure['effective_from'])


def end_of(measure, day):
    """Last day in force; None without an end."""
    ends = []
    stated = measure.get('ended')
    if measure.get('ended_revisions') is not None:
        known = [r for r in measure['ended_revisions'] if last_day(r['known_from']) <= day]
        stated = known[-1]['effective_to'] if known else None
    if stated is not None:
        ends.append(last_day(stated))
    if measure.get('ended_by_row') is not None:
        ends.append(first_day(measure['ended_by_row']) - 1)
    return min(ends) if ends else None


def status_of(measure, day):
    """(status, s) or None where the measure does not count."""
    end = end_of(measure, day)
    if last_day(measure['known_from']) > day or (end is not None and end < day):
        return None
    if measure.get('suspended_from') is not None and first_day(measure['suspended_from']) <= day:
        if measure.get('suspended_to') is None:
            return None
        again = max(last_day(t) for t in [measure['suspended_to'], *(measure.get('extended_to') or [])]) + 1
        return 'suspended', max(1, again - day)
    s = start_of(measure) - day
    return ('in_force', s) if s <= 0 else ('announced', s)


def chain_start(measure, flow):
    since = start_of(measure)
    while True:
        before = [
            start_of(m)
            for m in flow['measures']
            if class_of(m) in CIVIL and flow['origin'] in m['origins'] and m['coverage'].get(flow['stage'], 0) > 0 and hits(m['targets'], flow['destination'])
            and (end_of(m, flow['day']) or flow['day']) < flow['day'] and start_of(m) < since and end_of(m, flow['day']) >= since - 1
        ]
        if not before:
            return since
        since = min(before)


def sights(flow, start):
    seen = []
    for row in flow['readings']:
        if row.get('origin', 'CHN') != flow['origin'] or not covers(row['stages'], flow['stage']) or last_day(row['known_from']) > flow['day']:
            continue
        if not hits([row['buyer']], flow['destination']) or hits(row.get('except', []), flow['destination']):
            continue
        at = last_day(row['seen_to'])
        least = max(start, last_day(row['seen_from']) if row.get('seen_from') else at)
        while at >= least:
            if at <= flow['day']:
                seen.append((at, row['id'], row['below']))
            at -= int(N['reading.quarter'])
    return sorted(seen)


def finished(element, stage):
    return stage == 'magnet' or (element == 'C' and stage == 'refining')


def release_rate(element, stage, kind):
    rate = N['release.finished'] if finished(element, stage) else N['release.feed']
    return rate * KINDS[kind] * np.exp(N['sd.speed'] * Z_M) / YEAR


def relapse_rate(kind):
    return N['relapse'] / KINDS[kind] * np.exp(N['sd.speed'] * Z_N) / YEAR


def binding(flow, start):
    """b, w, rho of the three kinds, and days since the flow was last seen."""
    day, seen = flow['day'], sights(flow, start)
    last_flow = max((at for at, _, below in seen if not below), default=None)
    made = []
    for kind in range(3):
        mu, nu = release_rate(flow['element'], flow['stage'], kind), relapse_rate(kind)
        rest = nu / (mu + nu)
        b, w, at, b_f = np.full(K, N['first']), np.full(K, 1 / 3), start, None
        for then, _, below in seen:
            b = rest + (b - rest) * np.exp(-(mu + nu) * (then - at))
            at, odds = then, N['reading.odds'] if below else 1 / N['reading.odds']
            w, b = w * (b * odds + 1 - b), b * odds / (b * odds + 1 - b)
            if not below:
                b_f = b
        b = rest + (b - rest) * np.exp(-(mu + nu) * (day - at))
        rho = np.ones(K) if b_f is None else np.minimum(1, b_f * np.exp(-mu * (day - last_flow)) / b)
        made.append([b, w, rho])
    total = made[0][1] + made[1][1] + made[2][1]
    return [(b, w / total, rho) for b, w, rho in made], None if last_flow is None else day - last_flow


def measure_chance(measure, status, losses, flow, cover, spare, horizon):
    kind_of_status, s = status
    p, e = np.zeros(K), np.zeros(K)
    in_force = kind_of_status == 'in_force'
    h = horizon if in_force else horizon - s
    if h <= 0:
        return p, e
    f = {'in_force': 1, 'announced': N['announced'], 'suspended': 1 - N['renewed']}[kind_of_status]
    if in_force:
        kinds, since_flow = binding(flow, start_of(measure))
        age = flow['day'] - chain_start(measure, flow)
    for kind, l in enumerate(losses):
        if l <= 0:
            continue
        mu, nu = release_rate(flow['element'], flow['stage'], kind), relapse_rate(kind)
        T = survive(l, cover, spare)
        if in_force:
            b, w, rho = kinds[kind]
            grown = spare * min(1, age / N['ramp'])
            short = l > grown
            T, gap, hand = survive(l, cover - flow['in_hand'], spare), np.where(short, l - grown, 1), flow['in_hand']
            t1 = np.where(short, np.maximum(0, T - age) + hand / gap, np.where(T > age, T - age, NEVER))
            tc = np.where(short, cover / gap, NEVER)
            t2 = t1 if since_flow is None else np.where(short, np.maximum(t1, tc - since_flow), NEVER)
            tn = np.maximum(tc, t1)
        else:
            b, w, rho = N['first'], 1 / 3, np.ones(K)
            t1 = t2 = tn = T

        def run(x):
            return np.where(x <= h, np.exp(-mu * np.minimum(x, h)), 0)

        left = np.maximum(0, h - tn)
        r = (1 - b) * (1 - np.exp(-nu * np.exp(-mu * tn) * left))
        one = b * (rho * run(t1) + (1 - rho) * run(t2)) + r
        over = np.exp(-mu * h)
        days = b * (rho * np.maximum(0, run(t1) - over) + (1 - rho) * np.maximum(0, run(t2) - over)) / mu + r * left / 2
        p += f * w * one
        e += f * w * np.minimum(h * one, days)
    return p, e


def counted(flow):
    """(measure, status, δ) of the measures that count for a flow."""
    for m in flow['measures']:
        depth_class = DEPTH_CLASS[flow['end_use']].get(class_of(m))
        c = m['coverage'].get(flow['stage'], 0)
        if depth_class is None or c <= 0 or flow['origin'] not in m['origins'] or not hits(m['targets'], flow['destination']):
            continue
        status = status_of(m, flow['day'])
        if status is not None:
            yield m, status, N['depth.' + depth_class] * c


def several(measures, horizon):
    def join(which, scale):
        general, named = np.zeros(K), np.zeros(K)
        for m in measures:
            if m[0]:
                named = np.maximum(named, m[which] / scale)
            else:
                general = np.maximum(general, m[which] / scale)
        most = np.maximum(general, named)
        return scale * (most + N['half'] * (1 - (1 - general) * (1 - named) - most))

    return join(1, 1), join(2, horizon)


# Section 4
def may_begin(rate, takes_hold, ends, losses, cover, spare, horizon):
    """ends(kind) = m, a day."""
    p0 = takes_hold * -np.expm1(-rate * RATE_FACTOR * horizon / YEAR)
    p, e = np.zeros(K), np.zeros(K)
    for kind, l in enumerate(losses):
        T, m = survive(l, cover, spare), ends(kind)
        t = np.minimum(T, horizon)
        p += np.where(T < horizon, np.exp(-m * t) * (1 - t / horizon), 0)
        e += np.where(T < horizon, (np.exp(-m * t) * (horizon - t) - (np.exp(-m * t) - np.exp(-m * horizon)) / m) / (m * horizon), 0)
    return p0 * p / 3, p0 * e / 3


def new_control(origin, world, theta, element, stage, losses_of, cover, spare, horizon):
    china = origin == 'CHN'
    rate = (theta if china else N['new_control.rest']) * world
    losses = losses_of(N['depth.licence'] if china else N['depth.ban'])
    return may_begin(rate, N['first'] * N['announced'], lambda kind: release_rate(element, stage, kind), losses, cover, spare, horizon), losses[1]


def steady(_):
    return 1 / N['disruption.days']


def disruption(pv, losses_of, cover, spare, horizon):
    losses = losses_of(N['depth.licence'])
    return may_begin(N['disruption.rate'] * math.exp(-N['disruption.slope'] * (pv or 0)), 1, steady, losses, cover, spare, horizon), losses[1]


# Section 5
def reach(theatre, buyer):
    return 0 if buyer == 'CHN' else N.get(f'reach.{theatre}.{buyer}', N[f'reach.{theatre}.other'])


def stops(theatre, origin, buyer):
    return origin == 'CHN' or (theatre == 'taiwan' and (origin == 'TWN' or buyer == 'TWN'))


def crisis(theatre, buyer, pressure, losses, cover, spare, horizon):
    rate = N['crisis.' + theatre] * reach(theatre, buyer) * (pressure or {}).get(theatre, {}).get('multiplier', 1)
    return may_begin(rate, 1, steady, losses, cover, spare, horizon)


# Section 6
def together(causes, horizon):
    """causes: [(id, part, P, E, middle loss)]"""
    def union(part):
        none = np.ones(K)
        for cause in causes:
            if cause[1] == part:
                none = none * (1 - cause[2])
        return 1 - none

    state, begins, security = union('state'), union('may_begin'), union('security')
    without = 1 - (1 - state) * (1 - begins)
    every = 1 - (1 - without) * (1 - security)
    dry = np.ones(K)
    for cause in causes:
        dry = dry * (1 - cause[3] / horizon)
    figures = dict(
        score=100 * mean(every), state=100 * mean(state), security=max(0, 100 * (mean(every) - mean(without))),
        without_security=100 * mean(without), p_security=100 * mean(security), expected_days=horizon * (1 - mean(dry)),
    )
    points = {}
    parts = dict(state=figures['state'], may_begin=max(0, figures['without_security'] - figures['state']), security=figures['security'])
    figures['event'] = parts['may_begin'] + parts['security']
    for part, total in parts.items():
        weights = {}
        for cause in causes:
            if cause[1] == part:
                weights[cause[0]] = weights.get(cause[0], 0) - math.log1p(-min(1 - 1e-12, mean(cause[2])))
        whole = sum(weights.values())
        points |= {name: total * weight / whole for name, weight in weights.items() if weight > 0}
    figures['points'] = dict(sorted(points.items()))
    losses = {cause[0]: cause[4] for cause in causes}
    weight = sum(points.values())
    figures['share_lost'] = sum(losses[name] * p for name, p in points.items()) / weight if weight else 0
    figures['nodes'] = 100 * every
    figures['interval'] = quantiles(figures['nodes'])
    return figures


def quantiles(values):
    return [float(np.quantile(values, p)) for p in (0.05, 0.5, 0.95)]


def defences(i, cover_days, stage, tot):
    if cover_days is not None:
        cover = np.full(K, float(cover_days))
    else:
        given = i.get('cover') or {}
        days = max(1, given.get(stage, given.get('default', N['default.cover'])))
        cover = days * np.exp(N['sd.cover'] * Z_C) + (N['transit'] if stage == 'mine' else 0)
    si = 1 if i.get('si') is None else i['si']
    return cover, lambda share: (N['spare'] * max(0, tot - share) + N['half'] * (1 - si)) * np.exp(-N['sd.level'] * Z_L)


def element_score(case, horizon):
    i, buyer, element = case['inputs'], case['buyer'], case['element']
    best = None
    for stage in sorted(i['stages']):
        made = supply(i['stages'][stage], stage, buyer, i.get('eol'), i.get('demand_share') or N['default.demand_share'])
        if made is None:
            continue
        a, tot, world = made
        cover, spare_for = defences(i, i.get('cover_days'), stage, tot)

        def losses_for(share):
            return lambda depth: [max(0, share * min(1, depth * luck) - N['thrift']) for luck in LUCKS]

        causes = []
        for o, share in a.items():
            if o == 'OTH' or share <= 0:
                continue
            around = (cover, spare_for(share), horizon)
            flow = dict(
                element=element, origin=o, stage=stage, destination=buyer, day=last_day(case['as_of']), end_use=i.get('end_use', 'civil'),
                measures=i.get('measures', []), readings=i.get('readings', []), in_hand=i.get('cover_days') or 0,
            )
            of = [(names(m['targets'], buyer), *measure_chance(m, s, losses_for(share)(depth), flow, *around)) for m, s, depth in counted(flow)]
            if of:
                causes.append((f'measure:{o}', 'state', *several(of, horizon), 0))
            control, _ = new_control(o, world.get(o, 0), i['theta'], element, stage, losses_for(share), *around)
            causes.append((f'new_control:{o}', 'may_begin', *control, 0))
            other, _ = disruption(i.get('pv', {}).get(o), losses_for(share), *around)
            causes.append((f'disruption:{o}', 'may_begin', *other, 0))
        for theatre in ('senkaku', 'taiwan'):
            share = sum(value for o, value in a.items() if stops(theatre, o, buyer))
            if share > 0 and reach(theatre, buyer) > 0:
                losses = losses_for(share)(N['depth.ban'])
                causes.append((f'security:{theatre}', 'security', *crisis(theatre, buyer, i.get('pressure'), losses, cover, spare_for(share), horizon), 0))
        for stop in i.get('stops', []):
            share = sum(value * min(1, stop['flows'].get(stage, {}).get(o, 0)) for o, value in a.items())
            if share > 0:
                lasts = min(horizon - stop['begins'], horizon if stop['lasts'] is None else stop['lasts'])
                short = np.maximum(0, lasts - survive(max(0, share - N['thrift']), cover, spare_for(share)))
                causes.append((f"stop:{stop['id']}", 'state', (short > 0) * 1.0, short, 0))
        figures = together(causes, horizon) | dict(stage=stage)
        if best is None or figures['score'] >= best['score']:
            best = figures
    if best is None:
        raise ValueError('no stage has a foreign origin')
    return best


# Section 7
def lives_on(site, element, mix, of_sources):
    """L of a site: (country, stage, role, destination) -> share, given that of the sources."""
    feeds = [feed for feed in site['feeds'] if feed.get('elements') is None or element in feed['elements']]
    total = sum(feed['share'] for feed in feeds)
    out = {}

    def add(key, share):
        if key[0] != site['country'] and share > 0:
            out[key] = out.get(key, 0) + share

    for feed in feeds:
        s = feed['share'] / max(1, total)
        add((feed['country'], feed['stage'], 'feed', site['country']), s)
        for key, share in of_sources.get(feed.get('from'), {}).items():
            add(key, s * share)
    if site['stage'] in ('metal', 'magnet') and total < 1:
        for country, share in (mix or {}).items():
            if country != 'OTH':
                add((country, 'separation', 'unnamed_feed', site['country']), (1 - total) * share)
    return out, min(1, total)


def parts_of(sites):
    """By tonnes where every site states those of the same goods, else alike."""
    stated = [site.get('capacity') for site in sites]
    if None in stated or len({c['of'] for c in stated}) > 1:
        return [1 / len(sites)] * len(sites)
    return [c['tonnes'] / sum(c['tonnes'] for c in stated) for c in stated]


def exposures_of(element, sites, buyer, mix, sources):
    of_sources, moved = {}, 1
    for _ in range(10000):  # round by round, all at once: far beyond any loop of a case
        if moved <= 1e-15:
            break
        after = {i: lives_on(source, element, mix, of_sources)[0] for i, source in sources.items()}
        moved = max([abs(share - of_sources.get(i, {}).get(key, 0)) for i, flows in after.items() for key, share in flows.items()], default=0)
        of_sources = after
    named, unnamed, part_named = {}, {}, 0
    for site, part in zip(sites, parts_of(sites)):
        flows, total = lives_on(site, element, mix, of_sources)
        part_named += total * part
        for key, share in [((site['country'], site['stage'], 'site', buyer), 1), *flows.items()]:
            to = unnamed if key[2] == 'unnamed_feed' else named
            to[key] = to.get(key, 0) + share * part
    return named, unnamed, part_named


def material(taken):
    return [l if l >= N['supplier.material'] - 1e-9 else 0 for l in taken]


def stops_of_measure(exposed, around, losses_of):
    """(named, P, E, middle loss) of the states that one measure's flows are in, the likeliest stop first."""
    named = any(names(m['targets'], flow['destination']) for m, _, flow, _ in exposed)
    states = {}
    for m, status, flow, taken in exposed:
        state = (finished(flow['element'], flow['stage']),)
        if status[0] == 'in_force':
            state += (chain_start(m, flow), tuple((at, below) for at, _, below in sights(flow, start_of(m))))
        first = states.setdefault(state, [m, status, flow, [0, 0, 0]])
        first[3] = [a + b for a, b in zip(first[3], taken)]
    groups = list(states.values())

    def stop(group, losses):
        m, status, flow, _ = group
        return measure_chance(m, status, losses, flow, *around)

    whole = losses_of([sum(part) for part in zip(*(group[3] for group in groups))])
    groups.sort(key=lambda group: -mean(stop(group, whole)[0]))
    out, sofar = [], [0, 0, 0]
    for group in groups:
        sofar = [a + b for a, b in zip(sofar, group[3])]
        losses = losses_of(sofar)
        out.append((named, *stop(group, losses), losses[1]))
    return out


def causes_through(exposures, element, facts, case, horizon, losses_of, around, in_hand):
    """Causes that act through exposures; losses_of: what counts of parts taken; around(share): cover, spare and horizon against a stop of it."""
    i, buyer = case['inputs'], case['buyer']

    def losses_for(share):
        return lambda depth: losses_of([share * min(1, depth * luck) for luck in LUCKS])

    causes, by_country, places = [], {}, {}
    for (country, stage, role, destination), share in sorted(exposures.items()):
        if country == 'OTH':
            continue
        place = places.setdefault((country, role == 'site'), [stage, role, 0])
        place[2] += share
        if role == 'site' and own(buyer, country):
            continue
        flow = dict(
            element=element, origin=country, stage=stage, destination=destination, day=last_day(case['as_of']),
            end_use=i.get('end_use', 'civil') if role == 'site' else 'civil', measures=facts['measures'], readings=facts['readings'],
            in_hand=in_hand,
        )
        of_country = by_country.setdefault(country, [0, {}])
        of_country[0] += share
        for m, status, depth in counted(flow):
            by_measure = of_country[1].setdefault(m['id'], [])
            by_measure.append((m, status, flow, [share * min(1, depth * luck) for luck in LUCKS]))
    for country, (share, by_measure) in by_country.items():
        of = [stop for exposed in by_measure.values() for stop in stops_of_measure(exposed, around(share), losses_of)]
        if of:
            causes.append((f'measure:{country}', 'state', *several(of, horizon), max(stop[3] for stop in of)))
    for (country, _), (stage, role, share) in places.items():
        name = country if role == 'site' else f'{country}:{role}'
        if not (role == 'site' and own(buyer, country)):
            stop, lost = new_control(country, facts['largest_share'].get(country, 0), i['theta'], element, stage, losses_for(share), *around(share))
            causes.append((f'new_control:{name}', 'may_begin', *stop, lost))
        stop, lost = disruption(i.get('pv', {}).get(country), losses_for(share), *around(share))
        causes.append((f'disruption:{name}', 'may_begin', *stop, lost))
    for theatre in ('senkaku', 'taiwan'):
        share = min(1, sum(s for (country, *_), s in sorted(exposures.items()) if stops(theatre, country, buyer) and not own(buyer, country)))
        if share > 0 and reach(theatre, buyer) > 0:
            losses = losses_for(share)(N['depth.ban'])
            causes.append((f'security:{theatre}', 'security', *crisis(theatre, buyer, i.get('pressure'), losses, *around(share)), losses[1]))
    return causes


def plants(sites, lasts, horizon):
    """ramp_up or closure of sites whose stop is felt after so many days."""
    new = sum(site['newness'] * part for site, part in zip(sites, parts_of(sites)))
    rate = N['supplier.ramp_up'] * new + N['disruption.rate'] * (1 - new)
    p0, left = 1 - np.exp(-rate * RATE_FACTOR * horizon / YEAR), np.maximum(0, horizon - lasts)
    return 'ramp_up' if new else 'closure', 'may_begin', p0 * left / horizon, p0 * left**2 / (2 * horizon), 1


def chinese_feed(exposures):
    return sum(s for (country, _, role, _), s in sorted(exposures.items()) if country == 'CHN' and role != 'site')


def world_of_supplier(exposures, element, sites, case, horizon):
    i = case['inputs']
    given = i.get('cover_days')
    cover = np.full(K, float(N['supplier.cover'] if given is None else given))
    causes = causes_through(
        exposures, element, i['elements'][element], case, horizon, material, lambda share: (cover, np.zeros(K), horizon), given or 0
    )
    causes.append(plants(sites, cover, horizon))
    if i.get('listed'):
        lost = N['depth.ban'] * chinese_feed(exposures)
        if lost >= N['supplier.material'] and cover[0] < horizon:
            p = np.full(K, N['first'])
            causes.append(('listing', 'state', p, p * (horizon - cover), lost))
    return together(causes, horizon)


def supplied_element(element, sites, case, horizon):
    mix = case['inputs']['elements'][element].get('feed_mix')
    named, unnamed, part_named = exposures_of(element, sites, case['buyer'], mix, case['inputs'].get('sources') or {})
    low = world_of_supplier(named, element, sites, case, horizon)
    figures = dict(low)
    high = low
    if unnamed:
        high = world_of_supplier(named | unnamed, element, sites, case, horizon)
        between = lambda a, b: (1 - N['half']) * a + N['half'] * b
        figures = {key: between(low[key], high[key]) for key in low if key not in ('points', 'nodes', 'interval')}
        names = sorted(set(low['points']) | set(high['points']))
        figures['points'] = {name: between(low['points'].get(name, 0), high['points'].get(name, 0)) for name in names}
        figures['interval'] = quantiles(np.concatenate([low['nodes'], high['nodes']]))
    return figures | dict(
        element=element, stage=sites[0]['stage'], new=all(site['newness'] > 0 for site in sites), floor=low['score'], ceiling=high['score'], feed_named=part_named
    )


def supplier_score(case, horizon):
    i = case['inputs']
    if i.get('unscored'):
        raise ValueError(f"no score: {i['unscored']}")
    keys = sorted({(e, site['stage'] if i.get('by_stage') else '') for site in i['sites'] for e in site['elements'] if e in i['elements']})
    made = []
    for element, stage in keys:
        sites = [s for s in i['sites'] if element in s['elements'] and stage in ('', s['stage'])]
        made.append(supplied_element(element, sites, case, horizon))
    deciding = [m for m in made if not m['new']] or made
    return max(deciding, key=lambda m: m['score'])  # of equal ones the first


# Section 7, a company as buyer
PLACE = dict(mine=0, separation=1, refining=1, metal=2, magnet=3)
UNSAFE = np.array([math.floor(j * N['half']) > math.floor((j - 1) * N['half']) for j in range(1, K + 1)])


def line_score(case, horizon):
    i, buyer, element, line = case['inputs'], case['buyer'], case['element'], case['inputs']['line']
    suppliers, countries = [], []
    for source in line['sources']:
        if source.get('supplier_id') is None:
            countries.append((source['country'], source['share']))
            continue
        of = line['suppliers'][source['supplier_id']]
        sites = [site for site in of['sites'] if element in site['elements'] and not of.get('unscored')]
        if sites:
            worlds = exposures_of(element, sites, buyer, line['feed_mix'], of.get('sources') or {})[:2]
            named, unnamed = [{key: source['share'] * share for key, share in flows.items()} for flows in worlds]
            suppliers.append((source['supplier_id'], source['share'], sites, of.get('listed'), named, unnamed))
    bought = line['stage'] or (element_score(case, N['horizon'])['stage'] if suppliers or countries else 'magnet')
    stages = {}
    for stage in STAGES:
        if stage in i['stages'] and PLACE[stage] <= PLACE[bought]:
            made = supply(i['stages'][stage], stage, buyer, i.get('eol'), i['demand_share'])
            stages |= {stage: made} if made else {}
    best, most, last = None, 0, list(stages)[-1]
    for stage in sorted(stages):
        a, _, world = stages[stage]
        at_stage = countries if stage == last else []
        y = 1 - sum(s[1] for s in suppliers) - sum(share for _, share in at_stage)
        if stage != last and y < 1e-9:
            continue
        direct = {}
        for o, share in [c for c in at_stage if not own(buyer, c[0])] + [(o, max(0, y) * share) for o, share in a.items()]:
            key = (o, stage, 'site', buyer)
            direct[key] = direct.get(key, 0) + share
        tot = sum(s[1] for s in suppliers) + sum(direct.values())
        more = line.get('more_days', 0)
        cover, spare_for = defences(i, line['cover_days'], stage, tot)
        cover = cover + more
        largest = {}
        for of in i['stages'].values():
            for o, part in of['world'].items():
                largest[o] = max(largest.get(o, 0), part / sum(of['world'].values()))
        facts = dict(measures=i['measures'], readings=i['readings'], largest_share=largest | {o: world.get(o, 0) for o in a})
        worlds = []
        for unsafe in (False, True):
            through, own_causes = dict(direct), []
            for name, share, sites, listed, named, unnamed in suppliers:
                flows = named | (unnamed if unsafe else {})
                for key, part in flows.items():
                    through[key] = through.get(key, 0) + part
                lasts = survive(max(0, share - N['thrift']), cover, spare_for(share))
                kind, *failure = plants(sites, lasts, horizon)
                own_causes.append((f'{kind}:{name}', *failure))
                feed = chinese_feed(flows)
                short = np.maximum(0, horizon - survive(max(0, N['depth.ban'] * feed - N['thrift']), cover, spare_for(feed)))
                if listed:
                    own_causes.append((f'listing:{name}', 'state', N['first'] * (short > 0), N['first'] * short, 0))
            thrifty = lambda taken: [max(0, part - N['thrift']) for part in taken]
            around = lambda share: (cover, spare_for(share), horizon)
            causes = causes_through(through, element, facts, case, horizon, thrifty, around, (line['cover_days'] or 0) + more)
            worlds.append({cause[0]: cause for cause in causes + own_causes})
        none = np.zeros(K)
        joined = []
        for name in worlds[0] | worlds[1]:
            low, high = [world.get(name, (name, None, none, none, 0)) for world in worlds]
            joined.append((name, low[1] or high[1], np.where(UNSAFE, high[2], low[2]), np.where(UNSAFE, high[3], low[3]), 0))
        figures = together(joined, horizon) | dict(stage=stage)
        most = max(most, figures['expected_days'])
        if best is None or figures['score'] >= best['score']:
            best = figures
    return best | dict(expected_days=most)


# Leniency of scoring-case.ts, and what a case may say of how its rates were made
STAGES = ['mine', 'separation', 'refining', 'metal', 'magnet']
MEASURE = dict(origins=['CHN'], targets=['ALL'], coverage={stage: 1 for stage in STAGES})
READING = dict(id='', origin='CHN', buyer='ALL', stages=STAGES)


def completed(register):
    measures = [MEASURE | m | {'known_from': m.get('known_from') or m['effective_from']} for m in register.get('measures', [])]
    readings = [READING | {'known_from': r['seen_to']} | r for r in register.get('readings', [])]
    return register | dict(measures=measures, readings=readings)


def new_control_rate(announcements, sum_china, as_of):
    """theta of section 4."""
    g, day = N['new_control.half_life'], last_day(as_of)
    heard = sum(n * 2 ** (-(day - last_day(at)) / YEAR / g) for at, n in announcements)
    exposure = sum_china * (1 - 2 ** (-(day - first_day('2005')) / YEAR / g)) * g / math.log(2)
    return (N['new_control.rate'] * N['new_control.weight'] + heard) / (N['new_control.weight'] + exposure)


def multiplier(q, age):
    """Of section 5."""
    w, n = N['pressure.weight'], N['pressure.power']
    return 1 + (1 - w + w * (n + 1) * q**n - 1) * 2 ** (-age / N['pressure.window'])


def checked(case):
    inputs = completed(case['inputs'])
    inputs['theta'] = inputs.get('theta', N['new_control.rate'])
    if 'elements' in inputs:
        inputs['elements'] = {e: completed(facts) for e, facts in inputs['elements'].items()}
    if 'theta_inputs' in inputs:
        made = inputs['theta_inputs']
        if abs(new_control_rate(made['announcements'], made['sum_china'], case['as_of']) - inputs['theta']) > 1e-12:
            raise ValueError('theta is not what its announcements make')
    for pressure in inputs.get('pressure', {}).values():
        if pressure.get('index') is not None and abs(multiplier(pressure['index'] / 100, pressure['age']) - pressure['multiplier']) > 1e-12:
            raise ValueError('a multiplier is not what its percentile makes')
    return case | dict(inputs=inputs)


FIGURES = 'score state event security without_security p90 expected_days interval stage points'.split()


def line_of(case):
    case = checked(case)
    of_supplier = 'sites' in case['inputs']
    score = supplier_score if of_supplier else line_score if 'line' in case['inputs'] else element_score
    figures = score(case, N['horizon'])
    figures['p90'] = score(case, 90)['score']
    extra = 'element floor ceiling feed_named share_lost'.split() if of_supplier else []
    return {'id': case['id']} | {key: figures[key] for key in FIGURES + extra}


def main():
    with open(sys.argv[1], encoding='utf8') as file:
        cases = json.load(file)
    failed = False
    for case in cases['cases'] if isinstance(cases, dict) else cases:
        try:
            line = line_of(case)
        except Exception as error:  # one bad case does not stop the others
            line, failed = {'id': case.get('id'), 'error': f'{type(error).__name__}: {error}'}, True
        print(json.dumps(line, separators=(',', ':')))
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
