import json
from params import P,BASE
A=[]
def am(key,title,params,**extra): A.append(dict(key=key,title=title,parameters={k:dict(value=P[k] if v[0] is None else v[0],unit=v[1],basis=v[2],source=v[3],note=v[4]) for k,v in params.items()},**extra))
am('state-and-event','State and event apart',{})
am('control-events','Rate of new controls by origin from measures worldwide',{
 'new_control_record':(None,'yr, announcement equivalents','fitted','measures worldwide 2014-2026 (n 10 dates outside China; 13 origins with shares that sum to 0.3 or more; 314 share-years: 0.0226 a year at share 1) and Chinese measures 2005-2026 (0.106 a year for JPN, 0.063 for EUU, KOR, TWN; since 2023 0.349 and 0.213)','start of the record, half-life of forgetting, and prior Gamma(alpha, beta) of an origin. Outside China the likelihood is flat in beta (largest at alpha 2.05, beta 79.5, mean 0.026); beta 20 is expert and lets Indonesia differ from Brazil. China: predictive log-likelihood 2010-2026 over JPN, USA, EUU is flat between 1 and 3 years (-9.41, -9.50, -9.61 at beta 2)'),
 'new_control_effect':(None,'1, 1, d, ln d','fitted','China as the class licence; others as the class origin_ban','pi is the chance that a new control is one that binds (expert); lengths and depths as in control_class'),
 'new_control_count_classes':(None,'-','expert','as 1.1.0, with the class origin_ban',''),
 'p_announced':(None,'1','fitted','36 of 52 announcements and threats by governments outside China took effect, 4 of 5 Chinese packages: 40 of 57','also the weight of an announcement in the record until it takes effect')})
am('lengths-and-depths','Lengths and depths of finished goods and feed, coercion and resource nationalism',{
 'control_class':(None,'1, 1, d','fitted','see annex A of the specification','rho, pi, median as before; finished replaces rho and median for finished goods; end_use_rho replaces rho, and end_use_pi replaces pi, by the end use of the buyer; a rule with end_use_pi does not age'),
 'finished_goods':(None,'-','expert','magnets, and spherical or high-purity graphite, were back after 87 and 90 days (E12, E08) while oxides and metals were not','stage -> elements, * for all'),
 'control_sigma':(None,'ln d','fitted','licences and bans pooled: 1.21 (n 15, 7 censored), feed alone 1.42 (n 10, 6 censored)','one spread for all controls: keeps a longer median from ever lowering P(T > TTS)'),
 'destination_sigma':(None,'ln d','fitted','natural graphite by destination: 0.73 (n 28, 3 censored)','part of control_sigma that is common to all elements of a buyer; drawn once per buyer'),
 'renewal_restriction':(None,'1','fitted','stated ends of restrictions: 8 prolonged, 4 not (n 12)','chance that a restriction with an end date goes on')})
am('monotone','Measures never weaken each other',{'ramp_full_depth':(None,'1','expert','a licence of a small part of a good leaves the others free to sell','depth from which a measure on every buyer leaves only ramp_all; below it the ramp falls in a straight line from ramp_targeted')})
am('binding-evidence','What trade did after a control',{
 'binding_evidence':(None,'1, d','expert','no set of outcomes large enough: 17 rows of about 10 controls','odds of binding times this when the flow was last seen under 80 % of its baseline, divided by it when it was seen above; the power halves with the age of what was seen. Silence changes nothing')})
am('stock','Cover that notice fills and controls draw',{
 'stock':(None,'d, d per d, d','fitted','natural graphite: 2.58 times the usual monthly flow in the two months before the licence, log mean of 26 destinations','days_per_notice_day = 2.58 - 1; refill half-life expert: magnets were back above their baseline in three to four months (E12); with it the mean state of the pairs under control is 55 %, and 55 % is what happened on the pairs whose outcome is recorded (method review 4.3)')})
am('signals-decay','Signals act while they last',{
 'signal_half_life_days':(None,'d','expert','half-lives of the states of signal_taiwan and signal_carriers; senkaku: its window','a state halves in this time from D on; the multiplier of a rate is the mean over the horizon')})
am('other-hazards','Unrest, outages and feed with rates from event days',{
 'instability':(None,'1/yr, 1, d, ln d','fitted','unrest, strikes, energy cuts and border closures since 2014: 6 in 19 origins with a share of 10 % or more in 12.9 years; Poisson regression rate 0.0133 exp(-0.80 PV); lengths 110 d, 0.82 (n 7, 1 censored)','rate0 is twice the fit, because the table is a press search; sigma 1.0 for the small n; depth 0.4 to 1 in 6 episodes'),
 'facility':(None,'1/yr, 1, d, ln d, 1','fitted','outages 49 d, 0.65 (n 7) and closures of a year or more (n 5): median 70 d, sigma 1.6 has the same chance to outlast 79 and 365 days as three outages to one closure','rate: geometric mean of the floor (12 events at about 40 largest plants in 12.9 years) and of the groups in which the table looked (9): 0.023, 0.10. plant_fraction by country, expert: outside China the register knows one plant per country in 6 of 7 cases'),
 'feed_routes':(None,'-','published','as 1.1.0','classes with origin_ban and export_quota; besides controls, unrest and new controls at the ore act on the feed'),
 'domestic_feed':(None,'1','expert','as 1.1.0; magnets take the origins of separation, because no metal shares but those of China are known','dependency is the mean of Beta(0.8, strength share_strength)')})
am('suppliers','Named links replace their share',{
 'named_share':(None,'1','expert','share_of_input is known for 6 of 137 links','a link without a share: whole = main feed from the own company, main = only or main feed of another, other = one of several or not said; drawn as Beta with this strength; the named shares of an element sum to sum_max at most'),
 'element_need':(None,'1','published','part of NdFeB magnets that contain Dy or Tb, as for No. 18 of 2025 at the magnet stage','part of a site that stops without the element, at sites that also make Nd; 1 elsewhere')})
am('country','A country is a source',{'country_share_at_least':(None,'1','expert','a smaller share is not what a country is known for','world share from which an element and stage speaks for a country')})
am('end-use','End use of the buyer',{'end_use_default':(None,'-','expert','most users','civil, defence or semiconductor_advanced'),'user_list_cap':(None,'1','expert','user_rho_cap of 1.1.0','cap of the summed lists; a rule on end uses above it counts whole')})
am('unknown-widens','What is unknown is drawn',{
 'cover_sigma':(None,'ln d','expert','days_low and days_high of the cover rows','ln(high/low)/3.29 of the summed rows, at least floor; without a row of commercial stock, or without any, the other two'),
 'imports_missing':(None,'1','fitted','China is 43 % less in the import rows of buyers than in world output (n 66 rows where it makes half or more)','only in the sampling: shares Dirichlet(3 x world), a part Beta(0.43, 3) of them moved to OTH, weight Beta(import_weight, 2)'),
 'sampling':(None,'1','expert','as 1.1.0','with sd_ln_evidence, sd_ln_stock, share_strength')})
dropped=['new_control_clock_start','new_control_prior','new_control_tier','new_control_gov_ref','joint_controls','cover_sigma_default','user_rho_cap']
doc=dict(version='2.0.0',of='1.1.0',date='2026-11-26',title='Parameters of the disruption score, 2.0.0',note='State and event apart; new controls by origin from measures worldwide; finished goods and feed, coercion and resource nationalism apart; cover that is drawn and refilled; measures that never weaken each other. basis: published = read in a source; fitted = computed from the data; expert = judgement, no evidence found.',dropped_parameters=dropped,amendments=A)
doc['measure_map']={'CN-2025-18':{'control_class':'licence','applies':[{'elements':['Sm','Gd','Tb','Dy','Lu','Sc','Y'],'stages':['refining','metal'],'coverage':1},{'elements':['Sm','Tb','Dy','Nd','Pr'],'stages':['magnet'],'coverage':1}],'note':'all magnets: they were held for tests, and the depth of finished goods is measured on all of them'},'CD-2025-CO-BAN':{'control_class':'origin_ban'},'MY-2024-RAW':{'control_class':'origin_ban'},'VN-2026-RAW':{'control_class':'origin_ban'},'CN-2025-61-MIL':{'control_class':'end_use_defence','note':'applies, origins, targets and dates of CN-2025-61'},'CN-2025-61-SEMI':{'control_class':'end_use_semiconductor','note':'applies, origins, targets and dates of CN-2025-61'}}
doc['unchanged']=sorted(k for k in BASE['parameters'] if k not in dropped and not any(k in a['parameters'] for a in A))
assert set(P)==set(doc['unchanged'])|{k for a in A for k in a['parameters']},(set(P)^(set(doc['unchanged'])|{k for a in A for k in a['parameters']}))
for k in doc['unchanged']: assert P[k]==BASE['parameters'][k]['value'],k
json.dump(doc,open('/work/wt/method2/functions/local/reference-build/methodology-2.0.0.json','w'),indent=2,ensure_ascii=False); open('/work/wt/method2/functions/local/reference-build/methodology-2.0.0.json','a').write('\n')
def short(v):
    if isinstance(v,dict): return '; '.join(f'{k} {short(x)}' if not isinstance(x,dict) else f'{k} ({short(x)})' for k,x in v.items())
    if isinstance(v,list): return ', '.join(short(x) if not isinstance(x,dict) else f'({short(x)})' for x in v)
    return str(v)
rows=['| parameter | value | unit | basis | source | note |','| --- | --- | --- | --- | --- | --- |']
for a in A:
    for k,p in a['parameters'].items():
        v='see the table of classes' if k=='control_class' else 'as 1.1.0; classes '+', '.join(P[k]['classes']) if k=='feed_routes' else short(p['value'])
        rows.append(f"| `{k}` | {v} | {p['unit']} | {p['basis']} | {p['source']} | {p['note']} |")
open('params.md','w').write('\n'.join(rows)+'\n')
rows=['| class | group | rho | pi | median, d | finished goods: rho, median | rho for civil, defence, advanced chips |','| --- | --- | --: | --: | --: | --- | --- |']
for n,c in P['control_class'].items():
    rows.append(f"| {n} | {c['group']} | {c['rho']} | {c['pi']} | {c['median']} | "+(f"{c['finished']['rho']}, {c['finished']['median']}" if 'finished' in c else '')+' | '+(', '.join(str(c['end_use_rho'][u]) for u in('civil','defence','semiconductor_advanced'))+('; pi 0.95 for defence, no ageing' if 'end_use_pi' in c else '') if 'end_use_rho' in c else '')+' |')
open('classes.md','w').write('\n'.join(rows)+'\n')
