"""The sampling of elements in vectorized numpy, beside the service's own: the same streams, one array operation over all draws at a time.

    python3 sampling-numpy.py SUBJECTS.json SCORES.bin

SUBJECTS.json is written by numpy-subjects.ts: what no draw moves of every element and buyer, and the draws that all of them share. SCORES.bin
becomes the scores, float64, draw by draw of subject after subject. Prints the CPU seconds of the sampling, without reading and writing.
"""
import hashlib
import json
import sys
import time

import numpy as np

MASK = np.uint32
INCREMENT = np.uint32(0x6D2B79F5)
LARGEST_Q = 1 - 1e-6
SIGNALS = ("carriers", "senkaku", "taiwan_strait")


def polynomial(coefficients, x):
    value = np.full_like(x, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        value *= x
        value += coefficient
    return value


# Cody (1969): centre, shoulder and tail of the normal distribution function.
CDF_CENTRE = ([18154.98125334356, 1067.6894854603709, 161.02823106855587, 2.2352520354606837, 0.06568233791820745],
              [45507.78933502673, 10260.932208618979, 976.0985517377767, 47.202581904688245, 1.0])
CDF_SHOULDER = ([9842.714838383978, 11602.65143764735, 6848.190450536283, 2494.5375852903726, 597.2702763948002, 93.50665613217785,
                 8.883149794388377, 0.39894151208813466, 1.0765576773720192e-8],
                [19685.429676859992, 38912.00328609327, 34900.95272114598, 18615.571640885097, 6485.558298266761, 1519.3775994075547,
                 235.387901782625, 22.266688044328117, 1.0])
CDF_TAIL = ([0.000029112874951168793, 0.0014216191932278934, 0.022235277870649807, 0.12740116116024736, 0.215898534057957, 0.023073441764940174],
            [0.00007297515550839662, 0.0037823963320275824, 0.06598813786892856, 0.4682382124808651, 1.284260096144911, 1.0])
# Wichura (1988), AS 241: centre, shoulder and tail of its inverse.
QUANTILE_CENTRE = ([3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
                    33430.57558358813, 2509.0809287301227],
                   [1.0, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
                    5226.495278852854])
QUANTILE_SHOULDER = ([1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
                      0.022723844989269184, 0.0007745450142783414],
                     [1.0, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
                      0.0005475938084995345, 1.0507500716444169e-9])
QUANTILE_TAIL = ([6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784,
                  0.000027115555687434876, 2.0103343992922881e-7],
                 [1.0, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
                  1.421511758316446e-7, 2.0442631033899397e-15])


def ratio(pair, x):
    return polynomial(pair[0], x) / polynomial(pair[1], x)


def normal_cdf(z):
    y = np.abs(z)
    result = np.empty_like(z)
    centre = y <= 0.66291
    inner = z[centre]
    result[centre] = 0.5 + inner * ratio(CDF_CENTRE, inner * inner)
    outer = y[~centre]
    coarse = np.trunc(outer * 16) / 16
    tail = np.exp(-0.5 * coarse * coarse) * np.exp(-0.5 * (outer - coarse) * (outer + coarse))
    far = outer > np.sqrt(32)
    if far.any():
        w = 1 / (outer[far] * outer[far])
        tail[far] *= (1 / np.sqrt(2 * np.pi) - w * ratio(CDF_TAIL, w)) / outer[far]
        tail[~far] *= ratio(CDF_SHOULDER, outer[~far])
    else:
        tail *= ratio(CDF_SHOULDER, outer)
    result[~centre] = np.where(z[~centre] > 0, 1 - tail, tail)
    return result


def normal_quantile(p):
    q = p - 0.5
    z = q * ratio(QUANTILE_CENTRE, 0.180625 - q * q)
    outer = np.nonzero(np.abs(q) > 0.425)[0]
    if outer.size:
        own = q[outer]
        r = np.sqrt(-np.log(np.where(own < 0, p[outer], 1 - p[outer])))
        size = ratio(QUANTILE_SHOULDER, r - 1.6)
        far = r > 5
        if far.any():
            size[far] = ratio(QUANTILE_TAIL, r[far] - 5)
        z[outer] = np.where(own < 0, -size, size)
    return z


def seeds(texts):
    sha256 = hashlib.sha256
    return np.frombuffer(b"".join([sha256(text.encode()).digest()[:4] for text in texts]), dtype=">u4").astype(np.uint32)


def uniform(state):
    """One uniform of every stream; advances the streams in place."""
    state += INCREMENT
    t = (state ^ (state >> MASK(15))) * (state | MASK(1))
    t ^= t + (t ^ (t >> MASK(7))) * (t | MASK(61))
    return ((t ^ (t >> MASK(14))).astype(np.float64) + 0.5) / 4294967296.0


def normal(state):
    return normal_quantile(uniform(state))


def gamma_above_one(state, shape):
    """Marsaglia and Tsang (2000); `shape` at least 1, one for all streams or one each."""
    d = shape - 1 / 3
    c = 1 / np.sqrt(9 * d)
    result = np.empty(state.size)
    pending = None
    while pending is None or pending.size:
        own = state if pending is None else state[pending]
        own_d, own_c = (d, c) if pending is None or np.ndim(d) == 0 else (d[pending], c[pending])
        z = normal(own)
        root = 1 + own_c * z
        v = root * root * root
        positive = root > 0
        if positive.all():
            u = uniform(own)
        else:
            going = own[positive]
            u = np.ones(own.size)
            u[positive] = uniform(going)
            own[positive] = going
        square = z * z
        accepted = u < 1 - 0.0331 * square * square
        rest = np.nonzero(~accepted & positive)[0]
        if rest.size:
            rest_d = own_d if np.ndim(own_d) == 0 else own_d[rest]
            accepted[rest] = np.log(u[rest]) < square[rest] / 2 + rest_d - rest_d * v[rest] + rest_d * np.log(v[rest])
        accepted &= positive
        drawn = own_d * v
        if pending is None:
            result[:] = drawn
            pending = np.nonzero(~accepted)[0]
        else:
            state[pending] = own
            result[pending[accepted]] = drawn[accepted]
            pending = pending[~accepted]
    return result


def gamma(state, shape):
    if np.ndim(shape) == 0:
        if shape >= 1:
            return gamma_above_one(state, shape)
        boosted = gamma_above_one(state, shape + 1)
        return boosted * uniform(state) ** (1 / shape)
    small = shape < 1
    drawn = gamma_above_one(state, np.where(small, shape + 1, shape))
    if small.any():
        own = state[small]
        drawn[small] *= uniform(own) ** (1 / shape[small])
    return drawn


def dirichlet(state, shapes):
    drawn = np.array([gamma(state, shape) for shape in shapes])
    return drawn / drawn.sum(axis=0)


def lookup(table, key):
    return table.get(key, table.get("default", 0))


class Sampling:
    def __init__(self, file):
        self.parameters = file["parameters"]
        self.common = {name: np.array(values) for name, values in file["common"].items()}
        self.draws = self.common["spareFactor"].size
        self.index = [str(draw) for draw in range(self.draws)]
        self.years = None

    def scores(self, subject):
        self.subject = subject
        self.rates = {}
        p, common = self.parameters, self.common
        text = subject["text"]
        state = seeds([f"{text}|{draw}|inputs" for draw in self.index])
        cover_z = normal(state)
        for stage in subject["stages"]:
            stage["world"] = dirichlet(state, stage["worldShapes"])
            stage["imports"] = dirichlet(state, stage["importShapes"]) if stage["importShapes"] else None
        missing = p["pv_missing"]
        self.imputed = [missing["value"] + missing["se"] * normal(state) for _ in range(subject["ungoverned"])]
        eol_rir, si_sr = subject["eolRir"], subject["siSr"]
        if eol_rir is None:
            eol_rir = p["eol_rir_default"] * np.exp(p["sampling"]["sd_ln_missing"] * normal(state))
        if si_sr is None:
            si_sr = np.maximum(0.6, p["si_default"] - 0.1 * np.abs(normal(state)))
        self.signals = dict(subject["signals"])
        for signal in subject["stale"]:
            self.signals[signal] = np.minimum(4, -p["signal_unknown_x"]["value"] * np.log(uniform(state)))
        self.renewal = common["renewalSuspension"]
        if subject["renewalOdds"] is not None:
            odds = self.renewal / (1 - self.renewal) * subject["renewalOdds"]
            self.renewal = odds / (1 + odds)
        self.ramp_all = p["ramp_all"] * common["spareFactor"]
        self.ramp_targeted = p["ramp_targeted"] * common["spareFactor"]
        self.floor = p["spare_floor"] * common["spareFactor"]
        self.substitution = p["substitution_weight"] * common["spareFactor"] * (1 - si_sr)
        self.secondary = np.clip(p["secondary_weight"] * eol_rir, 0, 1)
        self.new_control_tilt, self.transit_tilt = self.tilt("new_control"), self.tilt("transit")
        largest = np.zeros(self.draws)
        shares = {}
        for stage in subject["stages"]:
            shares[stage["stage"]] = self.shares(stage, shares)
            cover = np.maximum(stage["coverDays"] * np.exp(stage["coverSigma"] * cover_z), p["cover_floor_days"]) + stage["pipelineDays"]
            np.maximum(largest, self.stage_hazard(stage, *shares[stage["stage"]], cover), out=largest)
        return -100 * np.expm1(-largest)

    def tilt(self, kind):
        table = self.parameters["beta"][kind]
        weights = table.get(self.subject["buyer"], table.get("default", {}))
        exponent = sum(weights.get(signal, 0) * self.signals[signal] for signal in SIGNALS)
        return np.exp(np.minimum(self.parameters["tilt_cap"], exponent))

    def shares(self, stage, others):
        """Shares of the buyer's supply, of world output, and of domestic supply: arrays of origins by draws."""
        p = self.parameters
        origins = len(stage["ownOrigins"])
        world = np.zeros((origins, self.draws))
        own = np.zeros(self.draws)
        for values, to in zip(stage["world"], stage["worldTo"]):
            if to < 0:
                own += values
            else:
                world[to] = values
        imports = np.zeros((origins, self.draws))
        if stage["imports"] is not None:
            for values, to in zip(stage["imports"], stage["importTo"]):
                if to >= 0:
                    imports[to] = values
        imported, foreign_world = imports.sum(axis=0), world.sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            of_imports = np.where(imported > 0, imports / imported, 0)
            of_world = np.where(foreign_world > 0, world / foreign_world, 0)
        weight = np.where(imported == 0, 0, np.where(foreign_world == 0, 1, p["import_weight"]))
        share = own / stage["demandShare"]
        if stage["importReliance"] is None:
            inferred = p["domestic_inferred"]
            domestic = np.minimum(np.minimum(inferred["cap"], inferred["factor"] * share), stage["domesticAtMost"])
        else:
            free = min(max(1 - stage["importReliance"], 0), 1)
            domestic = np.minimum(free, share) + stage["recyclingWeight"] * np.maximum(0, free - share)
        domestic = np.where((imported == 0) & (foreign_world == 0), 1, domestic)
        a = (1 - self.secondary) * (1 - domestic) * (weight * of_imports + (1 - weight) * of_world)
        domestic = (1 - self.secondary) * domestic
        feed = stage["feed"]
        if feed is None:
            return a, world, domestic
        same = feed["from"] == stage["stage"]
        source = a if same else others[feed["from"]][0]
        foreign = source.sum(axis=0)
        moves = (foreign > 0) & (domestic > 0)
        fed = np.zeros((len(stage["origins"]), self.draws))
        fed_world = np.zeros_like(fed)
        for row, (here, there) in enumerate(zip(feed["ownAt"], feed["sourceAt"])):
            if here >= 0:
                fed[row], fed_world[row] = a[here], world[here]
            if there >= 0:
                part = source[there] / np.where(foreign > 0, foreign, 1) if same else source[there]
                fed[row] += np.where(moves, domestic * feed["dependency"] * part, 0)
        return fed, fed_world, np.where(moves, domestic * (1 - feed["dependency"] * (1 if same else foreign)), domestic)

    def spare(self, a, ramp):
        return np.maximum(self.floor, ramp * (1 - a) + self.substitution)

    def tail(self, loss, median, sigma, cover):
        """Chance that each loss outlasts the cover; one row of draws, or one row for each origin."""
        loss = np.atleast_2d(loss)
        result = np.zeros(loss.shape)
        at = np.nonzero(loss > 0)
        if at[0].size:
            draw = at[1]
            result[at] = normal_cdf((np.log(median)[draw] - np.log(cover[draw] / loss[at])) / sigma)
        return result

    def rated(self, a, rho, median, sigma, cover):
        return self.tail(a * rho - self.spare(a, self.ramp_all), median, sigma, cover)

    def rate_stream(self, origin, rows):
        """States of the rate streams of an origin, for some draws: opened once a draw, the same for every stage."""
        known = self.rates.get(origin)
        if known is None:
            known = self.rates[origin] = (np.zeros(self.draws, dtype=np.uint32), np.zeros(self.draws, dtype=bool))
        state, opened = known
        closed = rows[~opened[rows]]
        if closed.size:
            text = self.subject["text"]
            state[closed] = seeds([f"{text}|{self.index[draw]}|rate:{origin}" for draw in closed])
            opened[closed] = True
        return state[rows]

    def stage_hazard(self, stage, a, world, domestic, cover):
        p, common = self.parameters, self.common
        hy = self.subject["horizonDays"] / p["year_days"]
        total = self.controls(stage, a, domestic, cover)
        counts = np.array(stage["counts"], dtype=float)[:, None]
        part = a / counts
        shock = common["governanceShock"]
        # New controls: a draw of the Gamma posterior where something is lost.
        effect, tier = p["new_control_effect"], p["new_control_tier"]
        outlasts = self.rated(part, common["newControlRho"], common["newControlMedianDays"], effect["sigma"], cover)
        for row, origin in enumerate(stage["origins"]):
            rows = np.nonzero(outlasts[row] > 0)[0]
            if rows.size == 0:
                continue
            wgi = self.governance(stage, row, "wgiMean", shock)[rows]
            grip = np.clip((world[row][rows] / stage["counts"][row] - tier["low"]) / (tier["high"] - tier["low"]), tier["floor"], 1)
            shape = p["new_control_prior"]["alpha"] * grip * (np.clip((2.5 - wgi) / 5, 0, 1) / p["new_control_gov_ref"]) + stage["events"][row]
            events = np.zeros(rows.size)
            some = shape > 0
            events[some] = gamma(self.rate_stream(origin, rows[some]), shape[some])
            rate = stage["counts"][row] * (common["newControlPi"][rows] * events) / (p["new_control_prior"]["beta"] + self.subject["clockYears"])
            if origin == p["signal_origin"]:
                rate = rate * (self.new_control_tilt if np.ndim(self.new_control_tilt) == 0 else self.new_control_tilt[rows])
            total[rows] += rate * hy * outlasts[row][rows]
        # Instability.
        unrest = p["instability"]
        outlasts = self.rated(part, unrest["rho"], common["instabilityMedianDays"], unrest["sigma"], cover)
        for row in range(len(stage["origins"])):
            if outlasts[row].any():
                factor = common["instabilityRateFactor"]
                pv = self.governance(stage, row, "politicalStability", shock)
                rate = np.clip(unrest["rate0"] * factor * np.exp(-unrest["gamma"] * pv), unrest["min"] * factor, unrest["max"] * factor)
                total += stage["counts"][row] * rate * hy * outlasts[row]
        # The lanes, and the largest plant.
        exposed = (a * np.array(stage["exposures"])[:, None]).sum(axis=0)
        duration = p["transit_duration"]
        outlasts = self.rated(exposed, lookup(p["transit_rho"], self.subject["buyer"]), common["transitMedianDays"], duration["sigma"], cover)[0]
        total += p["transit_rate"] * common["transitRateFactor"] * self.transit_tilt * hy * outlasts
        plant = stage["facilityShare"]
        if plant is None:
            plant = np.maximum(stage["ownPlant"] * domestic, (a * np.array(stage["plants"])[:, None]).max(axis=0, initial=0))
        else:
            plant = np.full(self.draws, plant)
        facility = p["facility"]
        outlasts = self.rated(plant, facility["rho"], common["facilityMedianDays"], facility["sigma"], cover)[0]
        total += facility["rate"] * common["facilityRateFactor"] * hy * outlasts
        return total

    def governance(self, stage, row, name, shock):
        known = stage["governance"][row]
        return self.imputed[known] if isinstance(known, int) else known[name] + shock * known["standardError"]

    def controls(self, stage, a, domestic, cover):
        total = np.zeros(self.draws)
        controlled = []
        for control in stage["controls"]:
            share = a[control["index"]]
            hazard, flows = self.control(control["measures"], share, cover)
            controlled.append((share, hazard, flows))
            total += hazard
        if self.parameters.get("joint_controls") and len(controlled) > 1:
            total += self.joint(controlled, cover)
        for feed in stage["feeds"]:
            share = domestic * feed["ofDomestic"] + (a * np.array(feed["ofOrigins"])[:, None]).sum(axis=0)
            total += self.control(feed["measures"], share, cover + feed["pipelineDays"])[0]
        return total

    def control(self, measures, a, cover):
        """Hazard of the strongest pair of a flow measure and a threshold of the user group, and what each flow measure does alone."""
        p, common = self.parameters, self.common
        sigma = p["control_sigma"]
        flows, users = [], []
        for m in measures:
            chance = m["probability"]
            if m["lapse"] is not None:
                undecided = 1 - self.renewal ** m["lapse"]["decisions"]
                chance = undecided + (1 - undecided) * m["lapse"]["lapsed"]
            pi = common["classPi"][:, m["classIndex"]] * m["ageFactor"] * m["easingFactor"] * chance * m["shareInForce"]
            rho = common["classRho"][:, m["classIndex"]] * m["coverage"]
            median = common["classMedianDays"][:, m["classIndex"]]
            ramp = self.ramp_all if m["hitsAll"] else self.ramp_targeted
            if m["group"] == "flow":
                outlasts = self.tail(a * rho - self.spare(a, ramp), median, sigma, cover)[0]
                flows.append((pi, rho, median, ramp, outlasts))
            else:
                users.append((pi, rho, median, ramp, m["endUse"]))
        best = np.zeros(self.draws)
        thresholds = []
        if users:
            median = np.maximum.reduce([user[2] for user in users])
            ramp = np.minimum.reduce([user[3] for user in users])
            for threshold, *_ in users:
                end_use, lists = np.zeros(self.draws), np.zeros(self.draws)
                for pi, rho, _, _, is_end_use in users:
                    effective = rho * np.minimum(1, pi / threshold)
                    if is_end_use:
                        end_use = np.maximum(end_use, effective)
                    else:
                        lists = lists + effective
                rho = np.minimum(p["user_rho_cap"], end_use + lists)
                outlasts = self.tail(a * rho - self.spare(a, ramp), median, sigma, cover)[0]
                thresholds.append((threshold, rho, outlasts))
                np.maximum(best, threshold * outlasts, out=best)
        for pi, rho, flow_median, flow_ramp, alone in flows:
            np.maximum(best, pi * alone, out=best)
            for user_pi, user_rho, user_alone in thresholds:
                loss = a * (1 - (1 - rho) * (1 - user_rho)) - self.spare(a, np.minimum(flow_ramp, ramp))
                both = self.tail(loss, np.minimum(flow_median, median), sigma, cover)[0]
                q = pi * (1 - user_pi) * alone + (1 - pi) * user_pi * user_alone
                q += pi * user_pi * np.maximum(both, np.maximum(alone, user_alone))
                np.maximum(best, q, out=best)
        return np.where(a > 0, -np.log1p(-np.minimum(best, LARGEST_Q)), 0), flows

    def joint(self, controlled, cover):
        largest = np.zeros(self.draws)
        sigma = self.parameters["control_sigma"]
        for first, (a, hazard, flows) in enumerate(controlled):
            for b, other_hazard, other_flows in controlled[first + 1:]:
                for pi, rho, median, ramp, alone in flows:
                    for other_pi, other_rho, other_median, other_ramp, other_alone in other_flows:
                        loss = a * rho + b * other_rho - self.spare(np.minimum(1, a + b), np.minimum(ramp, other_ramp))
                        both = self.tail(loss, np.minimum(median, other_median), sigma, cover)[0]
                        q = pi * (1 - other_pi) * alone + (1 - pi) * other_pi * other_alone
                        q += pi * other_pi * np.maximum(both, np.maximum(alone, other_alone))
                        excess = -np.log1p(-np.minimum(q, LARGEST_Q)) - hazard - other_hazard
                        np.maximum(largest, np.where((a > 0) & (b > 0), excess, 0), out=largest)
        return largest


def main():
    subjects, scores = sys.argv[1:]
    with open(subjects, encoding="utf-8") as file:
        given = json.load(file)
    sampling = Sampling(given)
    before = time.thread_time()
    results = [sampling.scores(subject) for subject in given["subjects"]]
    seconds = time.thread_time() - before
    np.concatenate(results).astype("<f8").tofile(scores)
    print(json.dumps({"cpu_seconds": seconds, "numpy": np.__version__, "python": sys.version.split()[0]}))


main()
