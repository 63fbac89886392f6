"""Methodology 4.0.0 once more, written from docs/methodology.md alone:

    python3 test/twin/methodology.py FILE
    python3 test/twin/methodology.py facts ELEMENT|SUPPLIER BUYER DAY [END_USE]

The first form reads cases as test/golden/score-cases.command.ts does (a list, or an object with "cases") and prints the same line of JSON for each. A case
without "inputs" has "element", "supplier" or "lines" (id, money, needs: element, line), and begins with the tables of shared/reference (facts.py); so does the
second form, which prints the inputs too. Shares no code with the service; the numbers are those of section 8 of the page. Needs the standard library only.
"""
import bisect
import calendar
import datetime
import functools
import itertools
import json
import math
import os
import re
import statistics
import sys

PAGE = os.environ.get('PAGE', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'docs', 'methodology.md'))
N = {m[1]: float(m[2]) for m in re.finditer(r'^\|`([\w.]+)`\|([\d.]+)\|.*\|$', open(PAGE, encoding='utf8').read(), re.M)}
YEAR, NEVER, K = 365.25, 1e9, 512
NODES = range(K)
EU = set('EUU AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE'.split())
STAGES = ['mine', 'separation', 'refining', 'metal', 'magnet']
PLACE = dict(mine=0, separation=1, refining=1, metal=2, magnet=3)


# Section 6: nodes
def nodes():
    root = 1.1347241384015194
    for _ in range(9):
        root -= (root**6 - root - 1) / (6 * root**5 - 1)
    inverse = statistics.NormalDist().inv_cdf
    return [[inverse((0.5 + j * root**-d) % 1) for j in range(1, K + 1)] for d in range(1, 6)]


Z_C, Z_L, Z_M, Z_N, Z_G = nodes()


def spread(sd, z):
    return [math.exp(sd * at) for at in z]


OWN_FACTOR, COVER_FACTOR, LESS = spread(N['sd.own'], Z_C), spread(N['sd.cover'], Z_C), spread(-N['sd.level'], Z_L)
RATE_FACTOR = [math.exp(N['sd.level'] * z - N['sd.level'] ** 2 / 2) for z in Z_L]
KINDS = (N['kind'], 1.0, 1 / N['kind'])
LUCKS = (1 - N['luck'], 1.0, 1 + N['luck'] / 2)
MU = {goods: [[N['release.' + goods] * k * f / YEAR for f in spread(N['sd.speed'], Z_M)] for k in KINDS] for goods in ('feed', 'finished')}
NU = [[N['relapse'] / k * f / YEAR for f in spread(N['sd.speed'], Z_N)] for k in KINDS]
THRIFTY = [N['thrift']] * K
THIN = [min(1, N['thin'] * math.exp(-N['sd.thin'] * z - N['sd.thin'] ** 2 / 2)) for z in Z_G]
GIVEN_UP = [min(0.95, max(N['thrift'], N['give_up'] * f)) for f in spread(N['sd.give_up'], Z_G)]
ZEROS = [0.0] * K


def mean(values):
    return math.fsum(values) / len(values)


def most(lists):
    return [max(values) for values in zip(*lists)] if lists else ZEROS


def least(lists):
    return [min(values) for values in zip(*lists)]


# Section 1: dates, own codes
@functools.cache
def first_day(text):
    parts = [int(part) for part in text.split('-')]
    return datetime.date(*(parts + [1, 1])[:3]).toordinal()


@functools.cache
def last_day(text):
    parts = [int(part) for part in text.split('-')]
    if len(parts) == 1:
        parts.append(12)
    if len(parts) == 2:
        parts.append(calendar.monthrange(*parts)[1])
    return datetime.date(*parts).toordinal()


def own(buyer, code):
    return code in EU if buyer == 'EUU' else code == buyer


def hits(codes, place):
    return 'ALL' in codes or any(own(place, code) or (code == 'EUU' and place in EU) for code in codes)


def covers(stages, stage):
    return stage in stages or (stage == 'separation' and 'refining' in stages)


# Section 2: supply
def normalised(shares):
    total = sum(shares[o] for o in sorted(shares))
    return {o: shares[o] / total for o in sorted(shares) if shares[o] > 0}


def supply(stage_inputs, stage, buyer, eol, demand):
    """A nation at a stage: shares of need by foreign origin, at home and recycled; None without a foreign origin."""
    world = normalised(stage_inputs['world'])
    foreign = normalised({o: s for o, s in world.items() if not own(buyer, o)})
    imports = normalised({o: s for o, s in (stage_inputs.get('imports') or {}).items() if s > 0 and not own(buyer, o)})
    if not foreign and not imports:
        return None
    weight = 0 if not imports else 1 if not foreign else N['import_weight']
    home = min(1, sum(s for o, s in world.items() if own(buyer, o)) / demand)
    reliance = stage_inputs.get('import_reliance')
    if reliance is None:
        d = min(N['half'], N['half'] * home, 1 - (stage_inputs.get('import_reliance_bound') or 0))
    else:
        d = min(1 - reliance, home) + N['half'] * max(0, 1 - reliance - home)
    sec = 0 if stage == 'mine' else min(1, max(0, N['half'] * (N['default.recycling'] if eol is None else eol)))
    f = {o: (1 - weight) * foreign.get(o, 0) + weight * imports.get(o, 0) for o in sorted(set(foreign) | set(imports))}
    return dict(
        world=world, foreign=foreign, imports=imports, f=f, abroad={o: (1 - sec) * (1 - d) * s for o, s in f.items()}, home=(1 - sec) * d, made_at_home=home
    )


class Chains:
    """Of an element and a buyer: what the plants of a country live on."""

    def __init__(self, stages, buyer, eol, demand):
        self.buyer = buyer
        self.at = {}
        for stage in STAGES:
            made = supply(stages[stage], stage, buyer, eol, demand) if stage in stages else None
            if made:
                self.at[stage] = made
        self.order = list(self.at)
        if not self.order:
            raise ValueError('no stage has a foreign origin')
        self.known = {}
        self.largest = {}
        for stage in stages.values():
            for o, share in normalised(stage['world']).items():
                self.largest[o] = max(self.largest.get(o, 0), share)

    def before(self, stage):
        return next((s for s in reversed(self.order) if STAGES.index(s) < STAGES.index(stage)), None)

    def sources(self, country, stage, p):
        """(origin, part) of the feed at p of the plants of a country at a stage; what is missing to 1 is safe."""
        at = self.at[p]
        if own(self.buyer, country):
            return [(country, at['home']), *at['abroad'].items()]
        world = at['world']
        made = 0 if country == 'OTH' else self.at[stage]['world'].get(country, 0) if stage in self.at else 0
        h = world.get(country, 0)  # of plants that nobody counted: they live on the world's mix as it is
        if made > 0:
            h = min(1, h / made)
        others = sum(share for o, share in world.items() if o != country)
        return [(country, h)] + [(o, (1 - h) * share / others) for o, share in world.items() if o != country]

    def feed(self, country, stage):
        """(legs, countries) -> part"""
        key = country, stage
        if key not in self.known:
            ways, p = {}, self.before(stage)
            for origin, part in self.sources(country, stage, p) if p else []:
                leg = None if origin in (country, 'OTH') else (origin, p, country)
                pass_on(ways, part, leg, origin, self.feed(origin, p))
            self.known[key] = kept(ways)
        return self.known[key]

    def plants(self, country, stage, share, leg, **more):
        return plant(share, country, stage, leg, self.feed(country, stage), **more)

    def nation(self, stage, share=1.0):
        at = self.at[stage]
        made = [self.plants(o, stage, share * a, None if o == 'OTH' else (o, stage, self.buyer)) for o, a in at['abroad'].items()]
        return made + [self.plants(self.buyer, stage, share * at['home'], None)]


def kept(ways, most_ways=1000):
    if len(ways) <= most_ways:
        return ways
    largest = dict(sorted(ways.items(), key=lambda way: -way[1])[:most_ways])
    scale = sum(ways.values()) / sum(largest.values())
    return {key: part * scale for key, part in largest.items()}


def passing(legs, leg):
    """Legs and a leg after them, with what an extraterritorial licence of an origin behind it sees of it: (origin, stage, destination, '>')."""
    if leg is None:
        return legs
    return legs | {leg} | {(behind[0], leg[1], leg[2], '>') for behind in legs if not is_mark(behind) and behind[0] != leg[0]}


def is_mark(leg):
    return leg[3:] == ('>',)


def plant(share, country, stage, leg, feed, supplier=None):
    if leg is not None:
        feed = {(passing(legs, leg) - {leg}, countries): part for (legs, countries), part in feed.items()}
    return dict(n=share, country=country, stage=stage, leg=leg, feed=feed, supplier=supplier)


def pass_on(ways, part, leg, country, behind):
    """Adds to ways what comes from a country: what its plants live on stands before it."""
    if part <= 0:
        return
    rest, here = 1.0, frozenset() if country == 'OTH' else frozenset([country])
    for (legs, countries), of in behind.items():
        rest -= of
        key = passing(legs, leg), countries | here
        ways[key] = ways.get(key, 0) + part * of
    if rest > 1e-15:
        key = passing(frozenset(), leg), here
        ways[key] = ways.get(key, 0) + part * rest


class Cause:
    """What a cause takes: of a plant's own goods, and of a way of its feed; and what it can touch."""

    def __init__(self, key, goods, way, reach_goods=None, reach_way=None, luck=True):
        self.key, self.goods, self.way, self.lucks = key, goods, way, LUCKS if luck else (1, 1, 1)
        self.reach_goods, self.reach_way = reach_goods or goods, reach_way or way


def on_legs(depths, touched):
    """Depths by leg; of an origin's controls every way with a leg of it is reached."""
    goods = lambda plant: depths.get(plant['leg'], 0)
    way = lambda plant, legs, countries: max((depths.get(leg, 0) for leg in legs), default=0)
    if touched is None:
        return Cause(('legs', frozenset(depths.items())), goods, way)
    return Cause(
        ('legs', frozenset(depths.items()), touched), goods, way,
        lambda plant: plant['leg'] is not None and plant['leg'][0] == touched,
        lambda plant, legs, countries: any(leg[0] == touched for leg in legs),
    )


def magnets_short(magnets, given_up):
    """Sum of n max(x, (feed - g)/(1 - g)) at every node: feed decides where g is below (feed - x)/(1 - x)."""
    magnets = sorted(((feed - x) / (1 - x) if x < 1 else -1.0, n, x, feed) for n, x, feed in magnets)
    turns, below = [turn for turn, *_ in magnets], [0.0]
    for _, n, x, _ in magnets:
        below.append(below[-1] + n * x)
    fed, parts = [0.0], [0.0]
    for _, n, _, feed in reversed(magnets):
        fed.append(fed[-1] + n * feed)
        parts.append(parts[-1] + n)
    out = []
    for g in given_up:
        at = bisect.bisect_right(turns, g)
        out.append(below[at] + (fed[len(turns) - at] - g * parts[len(turns) - at]) / (1 - g))
    return out


NOTHING = Cause('nothing', lambda plant: 0, lambda plant, legs, countries: 0)


class Need:
    """Plants, a stock and what users can do without: of one tier."""

    def __init__(self, plants, stage, tier, cover, si=None, own_stock=False, more_days=0, stops=(), material=False):
        self.plants = [p for p in plants if p['n'] > 0]
        self.tier, self.own_stock, self.material = tier, own_stock, material
        part = N['half'] if tier == 'scarce' else 1
        self.g = THRIFTY if tier == 'scarce' else GIVEN_UP
        self.g_need = THRIFTY if stage == 'magnet' else self.g
        self.least_g = min(self.g)
        self.lies = [more_days * part * f * (1 - g) for f, g in zip(OWN_FACTOR, self.g_need)] if more_days else ZEROS
        self.stock = [part * c for c in cover]
        self.C = [c + more for c, more in zip(self.stock, self.lies)]
        self.free = 0 if si is None else N['half'] * (1 - si)
        self.windows = windows_of(stops)
        self.cache = {}

    def gaps(self, cause):
        """Of each window and each kind of luck the gap a day at every node, None where there is none."""
        key = 'gaps', cause.key
        if key not in self.cache:
            self.cache[key] = [self.gaps_in(cause, stop) for _, _, stop in self.windows]
        return self.cache[key]

    def gaps_in(self, cause, stop):
        kept, touched = [], 0.0
        for p in self.plants:
            pairs, reached = {}, 0.0
            for (legs, countries), part in p['feed'].items():
                depths = cause.way(p, legs, countries), stop.way(p, legs, countries) if stop else 0
                if depths[0] or depths[1]:
                    pairs[depths] = pairs.get(depths, 0) + part
                if depths[1] or cause.reach_way(p, legs, countries):
                    reached += part
            goods = cause.goods(p), stop.goods(p) if stop else 0
            touched += p['n'] * (1 if goods[1] or cause.reach_goods(p) else reached)
            if pairs or goods[0] or goods[1]:
                kept.append((p['n'], p['stage'] == 'magnet', goods, pairs))
        spare = 0 if self.material else N['spare'] * (1 - touched) + self.free
        return [self.gap_of(kept, spare, luck) for luck in cause.lucks] if kept else [None] * 3

    def gap_of(self, kept, spare, luck):
        depth = lambda pair: 1 - (1 - min(1, pair[1])) * (1 - min(1, pair[0] * luck))
        fixed, magnets = 0.0, []
        for n, magnet, goods, pairs in kept:
            x, feed = depth(goods), sum(part * depth(pair) for pair, part in pairs.items())
            if magnet and feed > x:
                magnets.append((n, x, feed))
            else:
                fixed += n * (x if magnet else max(x, feed))
        most_lost = fixed + sum(n * max(x, (feed - self.least_g) / (1 - self.least_g)) for n, x, feed in magnets)
        if most_lost <= (N['supplier.material'] - 1e-6 if self.material else min(self.g_need)):
            return None
        lost = [fixed + short for short in magnets_short(magnets, self.g)] if magnets else [fixed] * K
        if self.material:
            gap = [1.0 if L >= N['supplier.material'] - 1e-9 else 0.0 for L in lost]
        else:
            gap = [max(0.0, L - g - spare * less) for L, g, less in zip(lost, self.g_need, LESS)]
            if self.own_stock:
                gap = [short / (1 - g) for short, g in zip(gap, self.g_need)]
        return gap if any(gap) else None

    def runs_out(self, cause, kind, stock):
        """T of stock: the first day on which the gaps of all windows, added up, reach it."""
        days, left = [NEVER] * K, list(stock)
        for (begins, ends, _), gaps in zip(self.windows, self.gaps(cause)):
            gap = gaps[kind]
            if gap is None:
                continue
            for j in NODES:
                if gap[j] > 0 and days[j] == NEVER:
                    if left[j] <= gap[j] * (ends - begins):
                        days[j] = begins + left[j] / gap[j]
                    left[j] -= gap[j] * (ends - begins)
        return days

    def left_by_stops(self, horizon):
        """C*"""
        key = 'left', horizon
        if key not in self.cache:
            left = list(self.C)
            for (begins, ends, stop), gaps in zip(self.windows, self.gaps(NOTHING)):
                if gaps[1] is not None:
                    left = [max(0.0, c - gap * max(0, min(ends, horizon) - begins)) for c, gap in zip(left, gaps[1])]
            self.cache[key] = left
        return self.cache[key]

    def later(self, cause, kind, horizon):
        """T* of what counts from its own start; None where there is no gap at all."""
        key = 'later', cause.key, kind, horizon if len(self.windows) > 1 else None
        if key not in self.cache:
            lone = self.cache.setdefault(('lone', cause.key), self.gaps_in(cause, None))[kind]
            self.cache[key] = lone and [c / gap if gap > 0 else NEVER for c, gap in zip(self.left_by_stops(horizon), lone)]
        return self.cache[key]

    def alone(self, cause):
        return self.cache.setdefault(('lone', cause.key), self.gaps_in(cause, None))

    def stopped(self, horizon):
        """P and E of the assumed stops."""
        empty = self.runs_out(NOTHING, 1, self.C)
        p = [1.0 if T < horizon else 0.0 for T in empty]
        e = [0.0] * K
        for (begins, ends, _), gaps in zip(self.windows, self.gaps(NOTHING)):
            if gaps[1] is not None:
                until = min(ends, horizon)
                e = [days + max(0, until - max(begins, T)) if gap > 0 else days for days, gap, T in zip(e, gaps[1], empty)]
        return p, e


def windows_of(stops):
    """(begins, ends, stop as a cause) of the times in which the same assumed stops hold."""
    edges = {0.0, NEVER * 10}
    for stop in stops:
        edges |= {stop['begins'], NEVER * 10 if stop['lasts'] is None else stop['begins'] + stop['lasts']}
    edges = sorted(edges)
    return [
        (begins, ends, joined_stops([s for s in stops if s['begins'] <= begins and (s['lasts'] is None or begins < s['begins'] + s['lasts'])]))
        for begins, ends in zip(edges, edges[1:])
    ]


def joined_stops(stops):
    if not stops:
        return None

    def left_of(stops, parts):
        """Of goods: the widest lane is closed, outputs of suppliers add up, all others are apart."""
        lanes, outputs, left = [0.0], 0.0, 1.0
        for stop, x in zip(stops, parts):
            if stop.get('lane'):
                lanes.append(min(1, x))
            elif stop.get('supplier'):
                outputs += x
            else:
                left *= 1 - min(1, x)
        return left * (1 - max(lanes)) * (1 - min(1, outputs))

    def part_of(stop, leg):
        reached = leg is not None and not is_mark(leg) and hits(stop.get('targets') or ['ALL'], leg[2])
        return stop['flows'].get(leg[1], {}).get(leg[0], 0) if reached else 0

    @functools.cache
    def of_leg(leg):
        return 1 - left_of(stops, [part_of(stop, leg) for stop in stops])

    def of_goods(plant):
        if plant['supplier'] is None:
            return of_leg(plant['leg'])
        return 1 - left_of(stops, [of_named(stop, plant) if stop.get('supplier') else part_of(stop, plant['leg']) for stop in stops])

    def of_named(stop, plant):
        """A supplier takes its own plants and no goods of others that are named."""
        of, to = stop['supplier'], plant['leg'][2] if plant['leg'] else plant['country']
        own_plant = of['id'] == plant['supplier'] and hits(stop.get('targets') or ['ALL'], to)
        where = plant['country'] in (of.get('countries') or [plant['country']]) and plant['stage'] in (of.get('stages') or [plant['stage']])
        return of['part'] if own_plant and where else 0

    return Cause('stops', of_goods, lambda plant, legs, countries: max(map(of_leg, legs), default=0), luck=False)


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


class Measure:
    def __init__(self, row, day):
        self.id, self.row, self.control_class = row['id'], row, row.get('control_class') or row['class']
        self.known = last_day(row['known_from']) <= day
        self.start = last_day(row['known_from']) if row.get('effective_from') is None else first_day(row['effective_from'])
        ends = [] if row.get('ended') is None else [last_day(row['ended'])]
        if row.get('ended_by_row') is not None:
            ends.append(first_day(row['ended_by_row']) - 1)
        self.end = min(ends) if ends else None
        self.stated_end = None if row.get('stated_end') is None else last_day(row['stated_end'])
        suspended = None if row.get('suspended_from') is None else first_day(row['suspended_from'])
        self.held_to = min([day, *([] if self.end is None else [self.end + 1]), *([] if suspended is None else [suspended])])
        self.status = None  # or (in_force | announced | suspended, s)
        if self.known and (self.end is None or self.end >= day):
            if suspended is not None and suspended <= day:
                if row.get('suspended_to') is not None:
                    again = max(last_day(t) for t in [row['suspended_to'], *(row.get('extended_to') or [])]) + 1
                    self.status = 'suspended', max(1, again - day)
            else:
                self.status = ('in_force', 0) if self.start <= day else ('announced', self.start - day)

    def depth(self, leg, buyer, end_use):
        depth_class = DEPTH_CLASS[end_use if own(buyer, leg[2]) else 'civil'].get(self.control_class)
        if is_mark(leg) != (self.control_class == 'extraterritorial_licence'):
            return 0
        if depth_class is None or leg[0] not in self.row['origins'] or not hits(self.row['targets'], leg[2]):
            return 0
        return N['depth.' + depth_class] * self.row['coverage'].get(leg[1], 0)


def goods_of(element, stage):
    return 'finished' if stage == 'magnet' or (element == 'C' and stage == 'refining') else 'feed'


@functools.cache
def binding(goods, start, seen, day):
    """Of each kind on a day after a start with readings (day, below): chance b that it stops the flow, weight w, chance rho that it has done so without a
    break, expected age of a stop that began later."""
    made = []
    for kind in range(3):
        mu, nu = MU[goods][kind], NU[kind]
        rest, pace = [n / (m + n) for m, n in zip(mu, nu)], [m + n for m, n in zip(mu, nu)]
        b, u, G, w, at = [N['first']] * K, [N['first']] * K, ZEROS, [1 / 3] * K, start
        for then, below in [*seen, (day, None)]:
            t, at = then - at, then
            if t:
                ends, begins = [math.exp(-m * t) for m in mu], [math.exp(-n * t) for n in nu]
                G = [
                    e * (g - v * t) + r * (1 - e) / m + (x - r) * e * (1 - f) / n
                    for g, v, x, r, e, f, m, n in zip(G, u, b, rest, ends, begins, mu, nu)
                ]
                u = [v * e for v, e in zip(u, ends)]
                b = [r + (x - r) * math.exp(-p * t) for x, r, p in zip(b, rest, pace)]
            if below is not None:
                odds = N['reading.odds'] if below else 1 / N['reading.odds']
                seen_so = [x * odds + 1 - x for x in b]
                w = [v * s for v, s in zip(w, seen_so)]
                G, u, b = [[x * odds / s for x, s in zip(of, seen_so)] for of in (G, u, b)]
        rho = [v / x for v, x in zip(u, b)]
        age = [g / (x - v) if x - v > 1e-12 else 0.0 for g, x, v in zip(G, b, u)]
        made.append((b, w, rho, age))
    total = [sum(ws) for ws in zip(*(kind[1] for kind in made))]
    return [(b, [v / t for v, t in zip(w, total)], rho, age) for b, w, rho, age in made]


class Register:
    """Measures and readings of an element on a day."""

    def __init__(self, inputs, element, buyer, day, end_use):
        self.element, self.buyer, self.day, self.end_use = element, buyer, day, end_use
        self.measures = [m for m in (Measure(row, day) for row in inputs['measures']) if m.known]
        self.rows = [row for row in inputs['readings'] if last_day(row['known_from']) <= day and not row.get('total')]
        self.readings = functools.cache(self.readings)
        self.depth = functools.cache(self.depth)
        self.binding_of = functools.cache(self.binding_of)

    def depth(self, measure, leg):
        return measure.depth(leg, self.buyer, self.end_use)

    def readings(self, leg):
        """(day, below) of a leg in order of day and row."""
        seen = []
        for row in [] if is_mark(leg) else self.rows:
            if row['origin'] != leg[0] or not covers(row['stages'], leg[1]):
                continue
            if row.get('site') is not None and (len(leg) < 4 or row['site'] != leg[3]):
                continue
            if not hits([row['buyer']], leg[2]) or hits(row.get('except') or [], leg[2]):
                continue
            at = last_day(row['seen_to'])
            least_day = last_day(row['seen_from']) if row.get('seen_from') else at
            while at >= least_day:
                if at <= self.day:
                    seen.append((at, row['id'], row['below']))
                at -= int(N['reading.quarter'])
        return tuple((at, below) for at, _, below in sorted(seen))

    def binding_of(self, measure, leg, day):
        seen = tuple(reading for reading in self.readings(leg) if measure.start <= reading[0] <= day)
        return binding(goods_of(self.element, leg[1]), measure.start, seen, day)

    def earlier(self, measure, leg):
        return [m for m in self.measures if m.start < measure.start and m.held_to - m.start >= 1 and self.depth(m, leg) > 0]

    def state(self, measure, leg):
        """What legs of one flow have in common."""
        goods = goods_of(self.element, leg[1])
        if measure.status[0] != 'in_force':
            return (goods,)
        seen = self.readings(leg)
        return goods, seen, tuple(sorted(m.id for m in self.earlier(measure, leg)))


def lies(need, register, legs, measures, kind, origin, full_on=None):
    """X: the stock of D if measures stopped legs as long as each held."""
    if need.own_stock:
        return need.C
    start = min(m.start for m in measures)
    if full_on is not None:
        start = max(start, full_on)
    edges = sorted({start, register.day, *(at for m in measures for at in (m.start, m.held_to) if start < at < register.day)})
    stock, full = need.stock, need.stock
    for begins, ends in zip(edges, edges[1:]):
        holding = [m for m in measures if m.start <= begins < m.held_to]
        depths = {leg: max((register.depth(m, leg) for m in holding), default=0) for leg in legs}
        gap = need.alone(on_legs({leg: d for leg, d in depths.items() if d > 0}, origin))[kind] if holding else None
        up = N['refill'] * (ends - begins)
        if gap is None:
            stock = [min(c, x + up) for x, c in zip(stock, full)]
        else:
            stock = [max(0.0, x - g * (ends - begins)) if g > 0 else min(c, x + up) for x, g, c in zip(stock, gap, full)]
    return [x + more for x, more in zip(stock, need.lies)]


def measure_chance(need, register, measure, legs, horizon, origin):
    """P and E of a measure at every node: the likeliest of the sets of its flows that it stops together."""
    flows = {}
    for leg in legs:
        flows.setdefault(register.state(measure, leg), []).append(leg)
    flows = list(flows.values())
    best_p, best_e = ZEROS, ZEROS
    if len(flows) > 5:
        flows.sort(key=lambda flow: -mean(register.binding_of(measure, flow[0], register.day)[1][0]))
    for size in range(1, len(flows) + 1):
        for chosen in itertools.combinations(flows, size) if len(flows) <= 5 else [flows[:size]]:
            whole = [leg for flow in chosen for leg in flow]
            made = [flow_chance(need, register, measure, flow[0], whole, horizon, origin) for flow in chosen]
            best_p, best_e = most([best_p, least([p for p, _ in made])]), most([best_e, least([e for _, e in made])])
    return best_p, best_e


def flow_chance(need, register, measure, leg, legs, horizon, origin):
    """P and E of a measure on the flow of a leg, where it takes all of legs: after a stated end with the chance that it is renewed."""
    made = chance_within(need, register, measure, leg, legs, horizon, origin)
    if measure.stated_end is None or measure.status[0] != 'in_force':
        return made
    first = min(max(0, measure.stated_end + 1 - register.day), horizon)
    until = chance_within(need, register, measure, leg, legs, first, origin)
    return tuple([a + N['renewed'] * (b - a) for a, b in zip(*pair)] for pair in zip(until, made))


def chance_within(need, register, measure, leg, legs, horizon, origin):
    status, s = measure.status
    h = horizon - s
    if h <= 0:
        return ZEROS, ZEROS
    f = {'in_force': 1, 'announced': N['announced'], 'suspended': 1 - N['renewed']}[status]
    cause = on_legs({leg: register.depth(measure, leg) for leg in legs}, origin)
    goods = goods_of(register.element, leg[1])
    P, E = list(ZEROS), list(ZEROS)
    for kind in range(3):
        mu, nu = MU[goods][kind], NU[kind]
        if status == 'in_force':
            if all(gaps[kind] is None for gaps in need.gaps(cause)):
                continue
            key = 'held', measure.id, register.state(measure, leg), cause.key, kind
            if key not in need.cache:
                need.cache[key] = times_in_force(need, register, measure, leg, legs, kind, origin, cause)
            b, w, beta, rho, T_0, T_1, T_2, T_n = need.cache[key]
        else:
            T_n = need.later(cause, kind, horizon)
            if T_n is None:
                continue
            b, w, beta, rho, T_0, T_1, T_2 = [N['first']] * K, [1 / 3] * K, ZEROS, [1.0] * K, T_n, T_n, T_n
        exp = math.exp
        for j in NODES:
            t0, t1, t2, tn = T_0[j], T_1[j], T_2[j], T_n[j]
            if t1 > h and t2 > h and t0 > h and tn >= h:
                continue
            m, bj, be, ro = mu[j], b[j], beta[j], rho[j]
            over, R, Q = exp(-m * h), 0.0, 0.0
            for part, t in ((be, t0), ((1 - be) * ro, t1), ((1 - be) * (1 - ro), t2)):
                if t <= h and part:
                    run = exp(-m * t) if t else 1.0
                    R += part * run
                    Q += part * (run - over)
            left, r = h - tn, 0.0
            if left > 0:
                r = -(1 - bj) * math.expm1(-nu[j] * exp(-m * tn) * left)
            else:
                left = 0
            p = bj * R + r
            P[j] += f * w[j] * p
            E[j] += f * w[j] * min(h * p, bj * Q / m + r * left / 2)
    return P, E


def times_in_force(need, register, measure, leg, legs, kind, origin, cause):
    b, w, rho, age = register.binding_of(measure, leg, register.day)[kind]
    before = register.earlier(measure, leg)
    X_1 = lies(need, register, legs, [measure], kind, origin)
    T_1 = need.runs_out(cause, kind, X_1)
    T_0, beta = T_1, ZEROS
    if before:
        full = max((at for at, below in register.readings(leg) if not below and at < measure.start), default=None)
        T_0 = need.runs_out(cause, kind, lies(need, register, legs, [measure, *before], kind, origin, full))
        beta = most([register.binding_of(m, leg, min(m.held_to, measure.start))[kind][0] for m in before])
    gap = need.alone(cause)[kind]
    if need.own_stock or gap is None:
        X_2 = need.C
    else:
        X_2 = [max(0.0, c - g * a) + more for c, g, a, more in zip(need.stock, gap, age, need.lies)]
    T_2 = need.runs_out(cause, kind, X_2)
    return b, w, beta, rho, T_0, T_1, T_2, need.runs_out(cause, kind, need.C)


def controls_of(need, register, origin, legs, horizon):
    """P and E of the cause measure: origin, None if no measure counts."""
    none = ZEROS, ZEROS, 0, False
    in_force, ahead = [none], [none]
    for m in register.measures:
        taken = [leg for leg in legs if register.depth(m, leg) > 0]
        if m.status and taken:
            made = measure_chance(need, register, m, taken, horizon, origin)
            column = DEPTH_CLASS[register.end_use].get(m.control_class)
            of = *made, N['depth.' + column] if column else 0, m.control_class == 'extraterritorial_licence'
            (in_force if m.status[0] == 'in_force' else ahead).append(of)
    if len(in_force) + len(ahead) == 2:
        return None
    best_p, best_e = ZEROS, ZEROS
    for p, e, depth, abroad in in_force:
        for place, (p_other, e_other, depth_other, abroad_other) in enumerate(ahead + in_force[1:]):
            if abroad != abroad_other or (place < len(ahead) and depth_other > depth):
                p_joined = [1 - (1 - x) * (1 - y) for x, y in zip(p, p_other)]
                e_joined = [horizon * (1 - (1 - x / horizon) * (1 - y / horizon)) for x, y in zip(e, e_other)]
            else:
                p_joined, e_joined = most([p, p_other]), most([e, e_other])
            best_p, best_e = most([best_p, p_joined]), most([best_e, e_joined])
    return best_p, best_e


# Section 4
def may_begin(need, cause, rate, takes_hold, ends, horizon):
    """P and E of a hazard; ends: 1/m of each kind at every node. None without a gap."""
    total_p, total_e, exp = [0.0] * K, [0.0] * K, math.exp
    found = False
    for kind in range(3):
        days = need.later(cause, kind, horizon) if rate > 0 else None
        if days is None:
            continue
        found, m_of = True, ends[kind]
        for j in NODES:
            T = days[j]
            if T < horizon:
                m = m_of[j]
                runs = exp(-m * T)
                total_p[j] += runs * (1 - T / horizon)
                total_e[j] += (runs * (horizon - T) - (runs - exp(-m * horizon)) / m) / (m * horizon)
    if not found:
        return None
    p0 = [-takes_hold * math.expm1(-rate * f * horizon / YEAR) / 3 for f in RATE_FACTOR]
    return [a * p for a, p in zip(p0, total_p)], [a * e for a, e in zip(p0, total_e)]


STEADY = [[1 / N['disruption.days']] * K] * 3


def new_control(need, element, origin, legs, rate, depth, horizon):
    flows = {}
    for leg in legs:
        flows.setdefault(goods_of(element, leg[1]), []).append(leg)
    best = None
    for size in range(1, len(flows) + 1):
        for chosen in itertools.combinations(flows, size):
            cause = on_legs({leg: depth for goods in chosen for leg in flows[goods]}, origin)
            made = [may_begin(need, cause, rate, N['first'] * N['announced'], MU[goods], horizon) for goods in chosen]
            if None not in made:
                joined = [least(values) for values in zip(*made)]
                best = joined if best is None else [most(pair) for pair in zip(best, joined)]
    return best


def theta_given(inputs, case):
    decisions, read_to = inputs.get('decisions'), inputs.get('read_to')
    if decisions is None:
        return inputs.get('theta', N['new_control.part'] * N['new_control.prior'])
    if isinstance(decisions, dict):
        decisions, read_to = [of['day'] for of in decisions['days']], decisions.get('read_to')
    return theta_of(decisions, last_day(case['as_of']), read_to)


def theta_of(decisions, day, read_to):
    """Rate of new controls of China for a share of 1."""
    day, g = day if read_to is None else min(day, last_day(read_to)), N['new_control.half_life']
    days = {last_day(text) for text in decisions}
    heard = sum(2 ** (-(day - at) / YEAR / g) for at in sorted(days) if first_day('2005') <= at <= day)
    t = (day - first_day('2005')) / YEAR
    return N['new_control.part'] * (N['new_control.prior'] + heard) / (1 + (1 - 2 ** (-t / g)) * g / math.log(2))


# Section 5
def reach(theatre, buyer):
    return 0 if buyer == 'CHN' else N.get(f'reach.{theatre}.{buyer}', N[f'reach.{theatre}.other'])


def stops_leg(theatre, leg, buyer):
    return own(buyer, leg[2]) and (leg[0] == 'CHN' or (theatre == 'taiwan' and (leg[0] == 'TWN' or buyer == 'TWN')))


# Section 6
def causes_of(need, register, case, horizon, foreseen=True):
    """(id, part, P, E) of sections 2 to 5."""
    i, buyer, element = case['inputs'], case['buyer'], register.element
    legs, countries = {}, set()
    for p in need.plants:
        if p['country'] != 'OTH':
            countries.add(p['country'])
        for leg in [p['leg']] if p['leg'] else []:
            legs.setdefault(leg[0], set()).add(leg)
        for way, passed in p['feed']:
            countries |= passed
            for leg in way:
                legs.setdefault(leg[0], set()).add(leg)
    causes = []

    def add(name, part, made):
        if made is not None and any(made[0]):
            causes.append((name, part, *made))

    for origin in sorted(legs):
        of = sorted(legs[origin])
        add(f'measure:{origin}', 'state', controls_of(need, register, origin, of, horizon))
        of = [leg for leg in of if not is_mark(leg)]
        china = origin == 'CHN'
        rate = (case['theta'] if china else N['new_control.rest']) * case['largest'].get(origin, 0)
        add(f'new_control:{origin}', 'may_begin', new_control(need, element, origin, of, rate, N['depth.licence' if china else 'depth.ban'], horizon))
    licence = N['depth.licence']
    for country in sorted(countries):
        cause = Cause(
            ('country', country), lambda plant: licence * (plant['country'] == country), lambda plant, way, passed: licence * (country in passed)
        )
        rate = N['disruption.rate'] * math.exp(-N['disruption.slope'] * (i.get('pv', {}).get(country) or 0))
        add(f'disruption:{country}', 'may_begin', may_begin(need, cause, rate, 1, STEADY, horizon))
    for theatre in ('senkaku', 'taiwan'):
        stopped = {leg: N['depth.ban'] for of in legs.values() for leg in of if not is_mark(leg) and stops_leg(theatre, leg, buyer)}
        if stopped and reach(theatre, buyer) > 0:
            rate = N['crisis.' + theatre] * reach(theatre, buyer) * i.get('pressure', {}).get(theatre, {}).get('multiplier', 1)
            add(f'security:{theatre}', 'security', may_begin(need, on_legs(stopped, None), rate, 1, STEADY, horizon))
    if foreseen:
        everything = Cause('everything', lambda plant: licence, lambda plant, way, passed: licence)
        add('unforeseen', 'may_begin', may_begin(need, everything, N['unforeseen'], 1, STEADY, horizon))
    if any(stop for _, _, stop in need.windows):
        add('stop', 'state', need.stopped(horizon))
    return causes


def union(causes, at, scale=1):
    none = [1.0] * K
    for cause in causes:
        none = [x * (1 - p / scale) for x, p in zip(none, cause[at])]
    return [1 - x for x in none]


def together(causes, horizon):
    causes = sorted(causes)
    state, begins, security = [union([c for c in causes if c[1] == part], 2) for part in ('state', 'may_begin', 'security')]
    n = [1 - (1 - a) * (1 - b) for a, b in zip(state, begins)]
    c = [1 - (1 - a) * (1 - b) for a, b in zip(n, security)]
    emptied = next((cause[2] for cause in causes if cause[0] == 'stop'), ZEROS)
    shares = {}
    for name, part, p, _ in causes:
        counts = mean(p if name == 'stop' else [x * (1 - gone) for x, gone in zip(p, emptied)])
        shares.setdefault(part, {})[name] = -math.log1p(-min(1 - 1e-12, counts))
    return dict(state=state, n=n, c=c, dry=union(causes, 3, horizon), shares=shares)


def figures_from(tiers, horizon):
    """Figures of (weight at every node, tier) that are added up."""
    out = dict(score=0.0, state=0.0, may_begin=0.0, security=0.0, expected_days=0.0, points={}, nodes=[0.0] * K)
    for weight, made in tiers:
        of = lambda values: mean([w * x for w, x in zip(weight, values)])
        state, n, c = of(made['state']), of(made['n']), of(made['c'])
        parts = dict(state=100 * state, may_begin=100 * (n - state), security=100 * (c - n))
        for part, total in parts.items():
            out[part] += total
            weights = made['shares'].get(part, {})
            whole = sum(weights.values())
            for name, share in weights.items():
                if share > 0:
                    out['points'][name] = out['points'].get(name, 0) + total * share / whole
        out['score'] += 100 * c
        out['expected_days'] += horizon * of(made['dry'])
        out['nodes'] = [a + 100 * w * x for a, w, x in zip(out['nodes'], weight, made['c'])]
    return out


def quantiles(values):
    ordered, out = sorted(values), []
    for p in (0.05, 0.5, 0.95):
        at = (len(ordered) - 1) * p
        low = min(int(at), len(ordered) - 2)
        out.append(ordered[low] + (at - low) * (ordered[low + 1] - ordered[low]))
    return out


WHOLE = [1.0] * K


def thinned(stop, scarce, horizon):
    return figures_from([([1 - t for t in THIN], stop), (THIN, scarce)], horizon)


class Tiers:
    """Stop and scarce of one need."""

    def __init__(self, plants, stage, case, register, extra=lambda need, horizon: [], more_days=0, cover_days=None):
        i = case['inputs']
        given = cover_days is not None
        if given:
            cover = [(cover_days + more_days) * f for f in OWN_FACTOR]
        else:
            stated = i.get('cover') or {}
            days = max(1, stated.get(stage, stated.get('default', N['default.commercial_stock'])))
            cover = [days * f + (N['transit'] if stage == 'mine' else 0) for f in COVER_FACTOR]
        si = 1 if i.get('si') is None else i['si']
        self.stage, self.case, self.register, self.extra, self.made = stage, case, register, extra, {}
        self.needs = {
            tier: Need(plants, stage, tier, cover, si, given, 0 if given else more_days, i.get('stops') or ()) for tier in ('stop', 'scarce')
        }

    def causes(self, tier, horizon):
        return causes_of(self.needs[tier], self.register, self.case, horizon) + self.extra(self.needs[tier], horizon)

    def of(self, tier, horizon):
        key = tier, horizon
        if key not in self.made:
            self.made[key] = together(self.causes(tier, horizon), horizon)
        return self.made[key]

    def score(self, horizon):
        return thinned(self.of('stop', horizon), self.of('scarce', horizon), horizon)


def figures_of(score, p_90, now, stage):
    kept = {key: score[key] for key in ('score', 'state', 'may_begin', 'security', 'expected_days')}
    points = {name: value for name, value in sorted(score['points'].items()) if value > 0}
    return dict(stage=stage, **kept, p_90=p_90['score'], now=now['score'], interval=quantiles(score['nodes'])), points


def scarce_of(tiers):
    at = lambda t, horizon: figures_from([(WHOLE, t.of('scarce', horizon))], horizon)
    made = [at(t, int(N['horizon'])) for t in tiers]
    worst = max(range(len(tiers)), key=lambda k: made[k]['score'])
    return dict(
        scarce=made[worst]['score'], scarce_now=max(at(t, 1)['score'] for t in tiers), scarce_interval=quantiles(made[worst]['nodes']),
        scarce_stage=tiers[worst].stage,
    )


def nation_tiers(case, chains, stage):
    i = case['inputs']
    register = Register(i, case['element'], case['buyer'], last_day(case['as_of']), i.get('end_use', 'civil'))
    return Tiers(chains.nation(stage), stage, case, register, cover_days=i.get('cover_days'))


def chains_of(case, stages, of):
    demand = of.get('demand_share') or N['default.demand_share']
    return Chains(stages, case['buyer'], of.get('eol'), demand)


def element_score(case):
    chains = chains_of(case, case['inputs']['stages'], case['inputs'])
    case['largest'] = chains.largest
    tiers = [nation_tiers(case, chains, stage) for stage in chains.order]
    H, last = int(N['horizon']), tiers[-1]
    figures, points = figures_of(last.score(H), last.score(90), last.score(1), last.stage)
    return figures | scarce_of(tiers) | dict(points=points)


# Section 7
def feeds_of(site, element):
    return [feed for feed in site['feeds'] if feed.get('elements') is None or element in feed['elements']]


def chain_of(chains, element, site, sources, depth=8):
    """The feed of a site or of a source by its links; what no link names is the mix of its country."""
    ways, feeds = {}, feeds_of(site, element)
    total = sum(feed['share'] for feed in feeds)
    for feed in feeds:
        leg = None if feed['country'] in (site['country'], 'OTH') else (feed['country'], feed['stage'], site['country'])
        source = sources.get(feed.get('from'))
        stage = feed.get('stage') or source.get('stage') or ('separation' if site['stage'] in ('metal', 'magnet') else 'mine')
        leg = leg and (feed['country'], stage, site['country'])
        if source is None or depth == 0:
            behind = chains.feed(feed['country'], stage)
        else:
            behind = chain_of(chains, element, dict(source, stage=stage), sources, depth - 1)
        pass_on(ways, feed['share'] / max(1, total), leg, feed['country'], behind)
    rest = max(0, 1 - total)
    if rest > 1e-12:
        mix = chains.feed(site['country'], site['stage'])
        scale = rest
        if site.get('china_origin_content') == 'no':
            clean = {key: part for key, part in mix.items() if 'CHN' not in key[1]}
            empty = 1 - sum(mix.values())
            left = sum(clean.values()) + empty
            mix, scale = clean, rest / left if left > 1e-12 else 0
        for key, part in mix.items():
            ways[key] = ways.get(key, 0) + scale * part
    return kept(ways)


def parts_of(sites):
    """By tonnes where every site states those of the same goods, else alike."""
    stated = [site.get('capacity') for site in sites]
    if None in stated or len({c['of'] for c in stated}) > 1:
        return [1 / len(sites)] * len(sites)
    return [c['tonnes'] / sum(c['tonnes'] for c in stated) for c in stated]


def site_plants(chains, element, sites, sources, share, supplier):
    out = []
    for site, part in zip(sites, parts_of(sites)):
        leg = None if own(chains.buyer, site['country']) else (site['country'], site['stage'], chains.buyer)
        if leg and site.get('readings'):
            leg = (*leg, site['id'])
        out.append(plant(share * part, site['country'], site['stage'], leg, chain_of(chains, element, site, sources), supplier=supplier))
    return out


def plants_that_fail(sites):
    new = sum(site['newness'] * part for site, part in zip(sites, parts_of(sites)))
    return 'ramp_up' if new > 0 else 'closure', N['supplier.ramp_up'] * new + N['disruption.rate'] * (1 - new)


def failure(rate, lasts, horizon):
    p, e = [0.0] * K, [0.0] * K
    for j in NODES:
        if lasts[j] < horizon:
            p0 = -math.expm1(-rate * RATE_FACTOR[j] * horizon / YEAR)
            p[j], e[j] = p0 * (1 - lasts[j] / horizon), p0 * (horizon - lasts[j]) ** 2 / (2 * horizon)
    return p, e


def whole_supplier(supplier):
    return Cause(('supplier', supplier), lambda plant: float(plant['supplier'] == supplier), lambda *_: 0, luck=False)


def chinese_feed(supplier):
    way = lambda plant, legs, countries: N['depth.ban'] * (plant['supplier'] == supplier and any(leg[0] == 'CHN' for leg in legs))
    return Cause(('listing', supplier), lambda plant: 0, way, luck=False)


def own_causes(need, supplier, sites, listed, horizon, suffix):
    """ramp_up or closure, and listing, of a supplier."""
    out = []
    kind, rate = plants_that_fail(sites)
    days = need.later(whole_supplier(supplier), 1, horizon)
    if days is not None:
        out.append((kind + suffix, 'may_begin', *failure(rate, days, horizon)))
    days = need.later(chinese_feed(supplier), 1, horizon) if listed else None
    if days is not None and min(days) < horizon:
        p = [N['first'] if T < horizon else 0.0 for T in days]
        out.append(('listing' + suffix, 'state', p, [x * max(0, horizon - T) for x, T in zip(p, days)]))
    return out


def supplied_element(case, element, sites):
    i, of = case['inputs'], case['inputs']['elements'][element]
    chains = chains_of(case, of['stages'], of)
    case = case | dict(element=element, largest=of.get('largest_share') or chains.largest)
    register = Register(of, element, case['buyer'], last_day(case['as_of']), i.get('end_use', 'civil'))
    given = i.get('cover_days')
    cover = [float(N['supplier.cover'] if given is None else given)] * K
    name = case.get('supplier') or ''
    plants = site_plants(chains, element, sites, i.get('sources') or {}, 1.0, name)
    need = Need(plants, sites[0]['stage'], 'stop', cover, own_stock=given is not None, stops=i.get('stops') or (), material=True)

    @functools.cache
    def at(horizon):
        causes = causes_of(need, register, case, horizon, foreseen=False) + own_causes(need, name, sites, i.get('listed'), horizon, '')
        return figures_from([(WHOLE, together(causes, horizon))], horizon)

    named = sum(part * min(1, sum(feed['share'] for feed in feeds_of(site, element))) for site, part in zip(sites, parts_of(sites)))
    return dict(element=element, at=at, new=all(site['newness'] > 0 for site in sites), stage=sites[0]['stage'], feed_named=named)


def supplier_score(case):
    i, H = case['inputs'], int(N['horizon'])
    if i.get('unscored'):
        raise ValueError(f"no score: {i['unscored']}")
    keys = sorted({(e, site['stage'] if i.get('by_stage') else '') for site in i['sites'] for e in site['elements'] if e in i['elements']})
    made = [supplied_element(case, e, [s for s in i['sites'] if e in s['elements'] and stage in ('', s['stage'])]) for e, stage in keys]
    deciding = [m for m in made if not m['new']] or made
    best = max(deciding, key=lambda m: m['at'](H)['score'])  # of equal ones the first
    figures, points = figures_of(best['at'](H), best['at'](90), best['at'](1), best['stage'])
    return figures | dict(element=best['element'], feed_named=best['feed_named'], points=points)


# Section 7, a line of a company
def country_plants(chains, country, stage, share, supplier=None):
    """Plants of a source that is a country."""
    buyer, at = chains.buyer, chains.at[stage]
    if own(buyer, country):
        made = at['made_at_home'] + N['half'] * (1 - at['made_at_home']) if at['made_at_home'] > 0 else 0
        out = [chains.plants(buyer, stage, share * made, None, supplier=supplier)]
        for o, f in at['f'].items():
            out.append(chains.plants(o, stage, share * (1 - made) * f, None if o == 'OTH' else (o, stage, buyer), supplier=supplier))
        return out
    for s in reversed(chains.order[: chains.order.index(stage) + 1]):
        if chains.at[s]['world'].get(country, 0) > 0:
            return [chains.plants(country, s, share, (country, s, buyer), supplier=supplier)]
    for s in reversed(chains.order[: chains.order.index(stage) + 1]):
        if chains.at[s]['imports'].get(country, 0) > 0:
            return [chains.plants(country, s, share, (country, s, buyer), supplier=supplier)]
    mix = at['foreign']
    return [chains.plants(o, stage, share * f, None if o == 'OTH' else (o, stage, buyer), supplier=supplier) for o, f in mix.items()]


def line_tiers(case):
    i, buyer, element, line = case['inputs'], case['buyer'], case['element'], case['inputs']['line']
    chains = chains_of(case, i['stages'], i)
    case['largest'] = chains.largest
    up_to = [stage for stage in chains.order if PLACE[stage] <= PLACE[line.get('stage') or 'magnet']]
    if not up_to:
        raise ValueError('no stage up to that of the line has a foreign origin')
    stage, plants, suppliers, left = up_to[-1], [], [], 1.0
    for source in line['sources']:
        if source.get('supplier_id') is None:
            plants += country_plants(chains, source['country'], stage, source['share'])
            left -= source['share']
            continue
        name = source['supplier_id']
        of = line['suppliers'][name]
        makes = [s for s in of['sites'] if element in s['elements']]
        if not makes or of.get('unscored'):
            continue  # open
        left -= source['share']
        sites = [s for s in makes if PLACE[s['stage']] == PLACE[stage]]
        if sites:
            plants += site_plants(chains, element, sites, of.get('sources') or {}, source['share'], name)
        else:
            for site, part in zip(makes, parts_of(makes)):
                plants += country_plants(chains, site['country'], stage, source['share'] * part, name)
        suppliers.append((name, sites or [dict(newness=0)], of.get('listed')))
    if left > 1e-12:
        plants += chains.nation(stage, left)
    register = Register(i, element, buyer, last_day(case['as_of']), i.get('end_use', 'civil'))

    def extra(need, horizon):
        return [cause for name, sites, listed in suppliers for cause in own_causes(need, name, sites, listed, horizon, f':{name}')]

    return Tiers(plants, stage, case, register, extra, line.get('more_days') or 0, line.get('cover_days'))


def line_score(case):
    tiers = line_tiers(case)
    figures, points = figures_of(tiers.score(int(N['horizon'])), tiers.score(90), tiers.score(1), tiers.stage)
    return figures | scarce_of([tiers]) | dict(points=points)


# "Any of mine"
def own_luck(cause):
    """h: part of the worlds in which each element of each line has its own luck."""
    return 1 if cause == 'unforeseen' else N['half'] if cause.startswith(('measure:', 'new_control:', 'disruption:')) else 0


def joined(causes_by_element, horizon):
    """One cause met in several elements of lines."""
    met = {}
    for causes in causes_by_element:
        for name, part, p, e in causes:
            met.setdefault((name, part), []).append((p, e))
    out = []
    for (name, part), chances in met.items():
        h = own_luck(name)

        def of(values, scale):
            made = []
            for at in zip(*values):
                largest, none = max(at) / scale, 1.0
                for x in at:
                    none *= 1 - x / scale
                made.append(scale * (largest + h * (1 - none - largest)))
            return made

        out.append((name, part, of([p for p, _ in chances], 1), of([e for _, e in chances], horizon)))
    return out


TIERS = ('stop', 'scarce')
STOPPED = [1 - t for t in THIN]


def loss_of(lines, horizon):
    """Mean loss of lines with money, its parts by line and cause, and quantiles of the draws. lines: (id, money, [{tier: causes} by element])."""
    out = dict(mean=0.0, lines={}, causes={})
    for name, money, elements in lines:
        tiers = [joined([element[1][tier] for element in elements], horizon) for tier in TIERS]
        days = [[w * x for w, x in zip(weight, union(causes, 3, horizon))] for weight, causes in zip((STOPPED, THIN), tiers)]
        loss = money * horizon * (mean(days[0]) + mean(days[1])) / YEAR
        expected = {}
        for weight, causes in zip((STOPPED, THIN), tiers):
            for cause, _, _, e in causes:
                expected[cause] = expected.get(cause, 0) + mean([w * x for w, x in zip(weight, e)])
        weights = {cause: -math.log1p(-min(1 - 1e-12, e / horizon)) for cause, e in expected.items()}
        whole = sum(weights.values())
        out['mean'] += loss
        out['lines'][name] = loss
        for cause, weight in weights.items():
            if weight > 0:
                out['causes'][cause] = out['causes'].get(cause, 0) + loss * weight / whole
    drawn = sorted(losses_drawn(lines, horizon))
    for p in (50, 90, 95, 99):
        at = (len(drawn) - 1) * p / 100
        low = min(int(at), len(drawn) - 2)
        out[f'p{p}'] = drawn[low] + (at - low) * (drawn[low + 1] - drawn[low])
    return out


def murmur(x):
    """Finaliser of MurmurHash3."""
    x ^= x >> 16
    x = x * 0x85EBCA6B & 0xFFFFFFFF
    x ^= x >> 13
    x = x * 0xC2B2AE35 & 0xFFFFFFFF
    return x ^ x >> 16


DRAWS = 32
OF_DRAW = [murmur(draw + 1) for draw in range(DRAWS * K)]


def lucks(name):
    key = murmur(1)
    units = name.encode('utf-16-le')
    for at in range(0, len(units), 2):
        key = murmur(key ^ (units[at] | units[at + 1] << 8))
    return [(murmur(key ^ of) + 0.5) / 2**32 for of in OF_DRAW]


def drawn_days(p, e, u, horizon):
    m = e / p
    return horizon if m >= horizon else horizon * (1 - (u / p) ** (m / (horizon - m)))


def losses_drawn(lines, horizon):
    thin = lucks('thin')
    total = [0.0] * (DRAWS * K)
    names = sorted({cause[0] for _, _, elements in lines for element in elements for tier in TIERS for cause in element[1][tier]})
    common = {name: lucks(name) for name in names}
    world = {name: lucks(name + ' world') for name in names if own_luck(name) > 0}
    for line, money, elements in lines:
        own_of = {(element, name): lucks(f'{line} {element} {name}') for element, _ in elements for name in world}
        by_tier = []
        for tier in TIERS:
            met = {}
            for element, causes in elements:
                for name, _, p, e in causes[tier]:
                    met.setdefault(name, []).append((element, p, e))
            by_tier.append(met)
        for draw in range(DRAWS * K):
            node = draw // DRAWS
            left = 1.0
            for name, of in by_tier[thin[draw] < THIN[node]].items():
                if name in world and world[name][draw] < own_luck(name):
                    for element, p, e in of:
                        u = own_of[element, name][draw]
                        if u < p[node]:
                            left *= 1 - drawn_days(p[node], e[node], u, horizon) / horizon
                else:
                    p, u = max(p[node] for _, p, _ in of), common[name][draw]
                    if u < p:
                        left *= 1 - drawn_days(p, max(e[node] for _, _, e in of), u, horizon) / horizon
            total[draw] += money * horizon * (1 - left) / YEAR
    return total


def lines_score(case):
    """inputs.lines: id, money a year (or null) and needs: inputs of an element with a line each. Stop and scarce are joined apart, then thinned."""
    H = int(N['horizon'])
    lines = []
    for line in case['inputs']['lines']:
        made = []
        for need in line['needs']:
            inputs = completed(need['inputs'])
            made.append((need['element'], line_tiers(case | dict(element=need['element'], inputs=inputs, theta=theta_given(inputs, case)))))
        lines.append((line['id'], line.get('money'), made))

    def all_of(which, horizon):
        return thinned(*(together(joined([t.causes(tier, horizon) for _, t in which], horizon), horizon) for tier in TIERS), horizon)

    every = [t for _, _, made in lines for t in made]
    figures, points = figures_of(all_of(every, H), all_of(every, 90), all_of(every, 1), None)
    figures.pop('stage')
    single = [all_of(made, H)['score'] for _, _, made in lines]
    scarce = figures_from([(WHOLE, together(joined([t.causes('scarce', H) for _, t in every], H), H))], H)
    figures |= dict(scarce=scarce['score'], scarce_interval=quantiles(scarce['nodes']))
    out = figures | dict(independent=100 * (1 - math.prod(1 - x / 100 for x in single)), points=points)
    paid = [(name, money, made) for name, money, made in lines if money]
    if paid:
        out['loss'] = loss_of([(name, money, [(e, {tier: t.causes(tier, H) for tier in TIERS}) for e, t in made]) for name, money, made in paid], H)
        out['loss']['any'] = all_of([t for _, _, made in paid for t in made], H)['score']
    return out


# What a case may leave out
MEASURE = dict(origins=['CHN'], targets=['ALL'], coverage={stage: 1 for stage in STAGES})
READING = dict(id='', origin='CHN', buyer='ALL', stages=STAGES)


def completed(register):
    measures = [MEASURE | m | {'known_from': m.get('known_from') or m['effective_from']} for m in register.get('measures', [])]
    readings = [READING | {'known_from': r['seen_to']} | r for r in register.get('readings', [])]
    return register | dict(measures=measures, readings=readings)


def line_of(case):
    if 'inputs' not in case:
        from facts import with_inputs

        case = with_inputs(case)
    inputs = completed(case['inputs'])
    if 'lines' in inputs:
        return {'id': case['id']} | lines_score(case)
    if 'elements' in inputs:
        inputs['elements'] = {e: completed(facts) for e, facts in inputs['elements'].items()}
    case = case | dict(inputs=inputs, theta=theta_given(inputs, case))
    score = supplier_score if 'sites' in inputs or 'unscored' in inputs else line_score if 'line' in inputs else element_score
    return {'id': case['id']} | score(case)


def from_facts(subject, buyer, day, end_use='civil'):
    """Inputs that the tables make of an element, or else of a supplier, and the figures."""
    from facts import is_element, with_inputs

    of = 'element' if is_element(subject, day) else 'supplier'
    case = with_inputs({'id': f'{subject} {buyer} {day}', 'as_of': day, 'buyer': buyer, of: subject, 'end_use': end_use})
    return case | dict(figures=line_of(case))


def main():
    if sys.argv[1] == 'facts':
        print(json.dumps(from_facts(*sys.argv[2:])))
        return
    with open(sys.argv[1], encoding='utf8') as file:
        cases = json.load(file)
    failed = False
    for case in cases['cases'] if isinstance(cases, dict) else cases:
        try:
            line = line_of(case)
        except Exception as error:  # one bad case does not stop the others
            line, failed = {'id': case.get('id'), 'error': f'{type(error).__name__}: {error}'}, True
        print(json.dumps(line, separators=(',', ':')), flush=True)
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
