import json,assemble as A,ref,supplier as S,table as T
from params import P,GROUPS as G
d=A.load('d1.json'); out=[]; w=out.append
EL,BU,SUP=T.EL,T.BU,T.SUP
w('''## 13. Worked example
Case M13 (Dy, JPN, civil, 2026-10-01): CHN 0.976, MYS 0.024, SI 0.9, cover 62; licence A on all since 2025-04-04; a broad end-use rule and two lists on JPN; end-use rules on all for defence and chips.
''')
c=next(c for c in json.load(open('/work/wt/method2/test/golden/scoring-cases-2.0.0.json'))['cases'] if c['id']=='M13')['expected']; s=c['stages'][0]; a=next(h for h in s['hazards'] if h['kind']=='active_control')
m={x['id']:x for x in s['measures']['CHN']}
w(f"pi of A: 0.8 x (0.6 + 0.4 x 2^(-545/540)) = {m['A']['pi']:.6f}; of U-BROAD {m['U-BROAD']['pi']:.6f}. B of A = {m['A']['stock']:.6f} days, so cover = 62 - {-m['A']['stock']:.6f} = {s['cover_days']:.6f}.")
w('')
w('| weight | flow | user | loss | TTS | P |'); w('| --: | --- | --- | --: | --: | --: |')
for x in a['states']: w(f"| {x['weight']:.6f} | {' '.join(x['flow'])} | {' '.join(x['user'])} | {x['loss']:.6f} | {'' if x['tts_days'] is None else '%.4f'%x['tts_days']} | {x['p_outlast']:.6f} |")
n=next(h for h in s['hazards'] if h['id']=='new_control:CHN')
w('')
w(f"q = {a['q']:.6f}, Lambda = {a['Lambda']:.6f}. New control of CHN: theta = (0.2 + 0.93)/(2 + 2.88) = {1.13/4.88:.6f}, lambda = 0.7 x theta x 0.976 = {n['lambda_base']:.6f}, loss {n['loss']:.6f}, TTS {n['tts_days']:.4f}, P {n['p_outlast']:.6f}, Lambda {n['Lambda']:.6f}, days {n['expected_days']:.6f}. Sum {c['Lambda']:.6f}: state {c['state']:.4f}, event {c['new_event']:.4f}, score {c['score']:.4f}.")
w('\n## 14. Parameters\nAll that are not here are those of 1.1.0; dropped: `new_control_clock_start`, `new_control_prior`, `new_control_tier`, `new_control_gov_ref`, `joint_controls`, `cover_sigma_default`, `user_rho_cap`.\n')
w(open('params.md').read()); w('### Classes\n'); w(open('classes.md').read())
w('''## Annex A. What was fitted
Right-censored maximum likelihood for lengths (lognormal); n small, read the errors.

| what | n (censored) | result | used |
| --- | --- | --- | --- |
| licence, feed, whole flows (E04 E06 E07 E09 E13 E14) | 6 (3) | 401 d, sigma 1.33, error of ln median 0.60 | 400 |
| the same with rows by buyer (E10 E15 E16 E36) | 10 (6) | 437 d, sigma 1.42 | |
| coercive bans (E01 E02 E03) | 3 (1) | 243 d, 1.09, error 0.66 | 400: a ban must not be shorter than a licence, and the error allows it |
| finished goods, whole flows (E08 E12) | 2 (0) | 89 d | 115: geometric mean with the next row |
| natural graphite by destination | 28 (3) | 149 d, sigma 0.73 | destination_sigma 0.73 |
| all licences and bans | 15 (7) | 276 d, sigma 1.21 | control_sigma 1.3 |
| bans and quotas of origins for their own industry (E17-E21) | 5 (2) | 1,459 d, 0.60; with 11 rows of the events table 1,688 d, 1.04 (n 16, 10 censored) | 1,500 |
| unrest, strikes, border closures | 7 (1) | 110 d, 0.82 | 110, 1.0 |
| outages (E24-E30) / with closures (E31 E32, Grasberg, Cobre Panama, Qatalum) | 7 (0) / 12 (4) | 49 d, 0.65 / 223 d, 1.99 | 70, 1.6: three outages to one closure, because closures are reported more |
| depth of licences on feed, mean over the episode | Ga .89, Ge .51-.80, Sb .76, Dy .35-.95, Tb .93 | about .76 | 0.75 |
| depth on finished goods | magnets .51-.56, graphite .68, .79 (12 months .33) | about .65 | 0.65 |
| depth of quotas | cobalt .56 (96,600 of 220,000 t), rare earths 2010 .40 | .48 | 0.5 |
| run on supply before a licence | 26 destinations | 2.58 times for two months | 1.6 days a day, at most 60 |
| announcements that took effect | 57 | 40 | 0.70 |
| stated ends that were prolonged | 12 | 8 | 0.67 |
| rate outside China, per year at share 1 | 10 dates, 314 share-years | 0.0226 (a floor: press search) | prior mean 0.025 |
| China since 2005 / 2015-22 / since 2023, JPN (EUU) | 12 dates since 2023 and before | 0.106 (0.063) / 0 / 0.349 (0.213) | prior 0.1, half-life 2 y |
| unrest by political stability | 6 in 245 origin-years | 0.0133 e^(-0.80 PV), floor | x 2 |
| import rows against world shares of China | 66 | 43 % less | imports_missing |

Announcement equivalents on 2026-10-01 (n / t, theta a year): '''+'; '.join(f"{o} for {b}: {A.control_record('2026-10-01',sorted(set(A.BUY)|{'CHN','MYS','IND','USA'}))[b][o]['n']:.3f} / {A.control_record('2026-10-01',sorted(set(A.BUY)|{'CHN','MYS','IND','USA'}))[b][o]['t']:.2f}, {ref.control_rate(o,b,dict(control_record=A.control_record('2026-10-01',sorted(set(A.BUY)|{'CHN','MYS','IND','USA'}))),P):.3f}" for o,b in(('CHN','JPN'),('CHN','USA'),('CHN','EUU'),('COD','JPN'),('IDN','JPN'),('ZWE','JPN'),('MMR','CHN'),('BRA','JPN'),('AUS','JPN')))+'''.

## Annex B. Facts to be loaded

### B.1 `shared/reference/control-events.json`
Measures worldwide that are no rows of the policy register. `{row, source, source_url, date, quality, known_from, known_from_basis, note, id, origin, actor_kind (government, armed_group, court, company, unrest, conflict, border_closure, fuel_blockade), measure_type, control_class | null, targets[], elements[], stages[], announced, effective_from | null, effective_to | null,
outcome (enforced, withdrawn, never_enforced, waived, end_not_read), withdrawn_known_from | null, policy_id | null}`. For theta: actor_kind government, control_class in the counted classes (bans and mining bans are `origin_ban`; quotas and production quotas outside China `export_quota`; licences `licence`), outcome not withdrawn, never_enforced or waived as known by now, no policy_id; targets are codes or ALL (rows with words are left out).
From `events_outside_china.csv` and `events_china_2005_2017.csv`; reference list of what counted here: '''+', '.join(e['id'] for e in A.EVENTS)+'''. `policy_id`: COD-2025-CO, COD-2025-CO-QUOTA, MYS-2023-REE, VNM-2025-REE, IND-2025-IREL, MMR-2024-KIA.

### B.2 `shared/reference/control-outcomes.json`
What trade did under a control. `{row ... note, id, measure, elements[], stages[], buyer (code or ALL), seen_to, below, known_from, episode | null}`; below: the last one to three months seen are under 80 % of the baseline. No row where nothing was seen.

| id | measure | elements, stage | buyer | seen to | below | known |
| --- | --- | --- | --- | --- | --- | --- |''')
for r in A.OUTCOMES: w(f"| {r['id']} | {r['measure']} | {' '.join(r['elements'])}: {' '.join(r['stages'])} | {r['buyer']} | {r['seen_to']} | {'yes' if r['below'] else 'no'} | {r['known_from']} |")
w('''
Tb: 12.2 t (October), 4.0, 2.1 t against 8.6 t: below again; Japan 4.0, 4.0, 5.2 t: not. OUT-46: no direct flow, but the loss of the buyer was about nothing (E02).

### B.3 Policy register
New columns: `effective_to_revisions`, `succeeds`. Rows of 2.0.0:
- CD-2025-CO-BAN: class origin_ban; revisions 2025-02-24: 2025-06-21; 2025-06-21: 2025-09-20; 2025-09-21: 2025-10-15. CD-2025-CO-QUOTA succeeds it. MY-2024-RAW, VN-2026-RAW: origin_ban.
- CN-2025-18 covers Nd and Pr magnets whole: all magnets were held for tests, and the depth of finished goods is measured on all magnets.
- CN-2025-61-MIL (end_use_defence) and CN-2025-61-SEMI (end_use_semiconductor): as CN-2025-61, item on military users, and case by case for chips of 14 nm and below; prolonged by USCN-2026-EXT with it.

### B.4 Editions
`shares.json`, `governance.json`, `import-reliance.json` rows get `edition` and `published`. As of K: per (element, stage), country table or (buyer, element, stage): the edition with the latest `published <= K`, of it the largest data year; before the first, the oldest. A stage with one edition is flagged `one_vintage` and lowers coverage. World shares, theta's E and x, tiers of countries and feeds all follow.

## Annex C. Results
state / event / **score** (1.1.0), stage. Facts of the shipped tables with annex B; signals as read on the day.
''')
for D in('2026-10-01','2026-11-26'):
    w(f'### {D}\n'); w('| element | '+' | '.join(BU)+' |'); w('| --- |'+' --- |'*4)
    moves=[]
    for e in EL:
        row=[]
        for b in BU:
            r=ref.score_element(A.element_inputs(d,D,e,b),P,G); o=d['elements'][f'{D}|{e}|{b}']
            row.append(f"{r['state']:.0f} / {r['new_event']:.0f} / **{r['score']:.1f}** ({o['score']:.1f}) {r['stage']}"); moves.append((r['score']-o['score'],e,b,o['score'],r['score']))
        w(f'| {e} | '+' | '.join(row)+' |')
    w(''); w('| supplier | '+' | '.join(BU)+' |'); w('| --- |'+' --- |'*4)
    for s in SUP:
        row=[]
        for b in BU:
            r=S.score_supplier(T.sup_inputs(d,D,s,b)[0]); o=d['suppliers'][f'{D}|{s}|{b}']['score']; row.append(f"{r['state']:.0f} / {r['new_event']:.0f} / **{r['score']:.1f}** ({o:.1f})")
        w(f'| {s} | '+' | '.join(row)+' |')
    w('')
    if D=='2026-10-01': w('Largest moves: '+'; '.join(f'{e} {b} {o:.1f} to {n:.1f}' for x,e,b,o,n in sorted(moves,key=lambda m:-abs(m[0]))[:14])+'.\n')
open('spec_tail.md','w').write('\n'.join(out)+open('annex_d.md').read())
