"""Inputs of 2.0.0 from the shipped tables as of a date: what 2.0.0 adds to or changes in those of 1.1.0."""
import json,csv,math
import ref
from ref import first,last,end,STAGES
from params import P,GROUPS as G,R,BASE
J=lambda f: json.load(open(R+f))
policy,supp=J('policy.json'),J('policy-supplement.json')
used=set(BASE['parameters']['supplementary_policy_rows']['value'])
srows=[r for r in supp if r['id'] in used]; rows=[r for r in policy if r['id'] not in used]+srows
# project rows of 2.0.0 (annex B)
OVER={'CN-2025-18':dict(applies=[dict(elements=['Sm','Gd','Tb','Dy','Lu','Sc','Y'],stages=['refining','metal'],coverage=1),dict(elements=['Sm','Tb','Dy','Nd','Pr'],stages=['magnet'],coverage=1)]),'CD-2025-CO-BAN':dict(control_class='origin_ban',effective_to_revisions=[dict(known_from='2025-02-24',effective_to='2025-06-21'),dict(known_from='2025-06-21',effective_to='2025-09-20'),dict(known_from='2025-09-21',effective_to='2025-10-15')]),
 'CD-2025-CO-QUOTA':dict(succeeds='CD-2025-CO-BAN'),'MY-2024-RAW':dict(control_class='origin_ban'),'VN-2026-RAW':dict(control_class='origin_ban')}
MEAS,REL=[],[]
for r in rows:
    m=r['mapping']
    if m: MEAS.append({**dict(id=r['id'],control_class=m['control_class'],origins=m['origins'],targets=m['targets'],applies=m['applies'],residual_class=m.get('residual_class'),**{k:r.get(k) for k in('known_from','effective_from','effective_to','suspended_from','suspended_to')}),**OVER.get(r['id'],{})})
    if r['relief']:
        naming=[s['id'] for s in srows if r['id'] in s['linked']]
        REL.append(dict(id=r['id'],kind=r['relief']['kind'],measures=sorted(set(r['relief']['measures']+naming)),stages=r['stages'],known_from=r['known_from'],effective_from=r['effective_from'],effective_to=r['effective_to']))
base61=next(m for m in MEAS if m['id']=='CN-2025-61')
for id,c in(('CN-2025-61-MIL','end_use_defence'),('CN-2025-61-SEMI','end_use_semiconductor')):
    MEAS.append({**base61,'id':id,'control_class':c})
for r in REL:
    if r['id']=='USCN-2026-EXT': r['measures']=sorted(set(r['measures'])|{'CN-2025-61-MIL','CN-2025-61-SEMI'})
MEAS.sort(key=lambda m:m['id'])
def known(D):
    know=first(D)
    ms=[]
    for m in MEAS:
        if last(m['known_from'])>know: continue
        if m.get('suspended_from') and first(m['suspended_from'])>know: m={**m,'suspended_from':None,'suspended_to':None}
        if m.get('effective_to_revisions'): m={**m,'effective_to_revisions':[r for r in m['effective_to_revisions'] if last(r['known_from'])<=know]}
        if m.get('effective_to_revisions'): m={**m,'effective_to':None}
        ms.append(m)
    return ms,[r for r in REL if last(r['known_from'])<=know]
def decisions(D):
    ms,rs=known(D); out=[dict(known_from=r['known_from'],renewed=True) for r in rs if r['kind']=='extends_suspension']
    lap={}
    for d in ref.dated(ms,rs,P,first(D)):
        seen=d.st+P['undecided_lapse_grace_days']
        if d.sf<d.st and d.st!=math.inf and not any(r['kind']=='extends_suspension' and r['kf']<=seen for r in d.reliefs): lap[seen]=d.st
    import datetime
    iso=lambda o: datetime.date.fromordinal(int(o)).isoformat()
    return out+[dict(known_from=iso(s),undecided_from=iso(f),renewed=False) for s,f in sorted(lap.items())]
# ---- worldwide control events
shares=J('shares.json'); W={}
for r in shares:
    if r['share']>0: W.setdefault((r['element'],r['stage']),{})[r['country']]=r['share']
for k,t in W.items():
    s=sum(t.values()); W[k]={c:v/s for c,v in t.items()}
ELS=sorted({e for e,_ in W})
def cell_els(cell):
    o=set()
    for w in cell.split(';'): o|=set(G.get(w.strip(),[w.strip()]))
    return sorted(o&set(ELS))
DEAD={'never_enforced','never_enacted','withdrawn','not_enacted_by_2021','postponed_to_2024-01-01','policy_not_law','scope_for_metals_not_read','announced','brought_forward','not_adopted_by_2026-05-29','not_halted_at_once','only_uranium_followed','overtaken_2026-02','truce_45_days','reversed','waived_for_main_firms_end_not_read'}
CLS={'ban':'origin_ban','mining_ban':'origin_ban','quota':'export_quota','licence':'licence','production_quota':'export_quota'}
IN_POLICY={'COD-2025-CO','COD-2025-CO-QUOTA','MYS-2023-REE','VNM-2025-REE','IND-2025-IREL','MMR-2024-KIA'}
EVENTS=[]
for f in('events_outside_china.csv','events_china_2005_2017.csv'):
    for r in csv.DictReader(open('/work/shared/data/events/'+f)):
        if r['actor_kind']!='government' or r['measure_type'] not in CLS or r['outcome'] in DEAD or r['event_id'] in IN_POLICY: continue
        eff=r['effective'] or r['announced']; kf=r['announced'] or r['effective']
        if not eff: continue
        tg=r['targets'].split(';') if r['targets'] else ['ALL']
        if any(len(t)!=3 for t in tg): continue
        EVENTS.append(dict(id=r['event_id'],origin=r['origin_iso3'],control_class=CLS[r['measure_type']],targets=tg,elements=cell_els(r['elements']),stages=[s for s in r['stage'].split(';')],known_from=kf,effective_from=eff))
def pairs_of(els,sts): return [(e,k) for e in els for k in STAGES if (e,k) in W and ref.names_stage(sts,k)]
EXPO={}
for k,t in W.items():
    for c,w in t.items(): EXPO[c]=EXPO.get(c,0)+w
_rec={}
def control_record(D,buyers):
    """announcement equivalents by buyer and origin"""
    if (D,tuple(buyers)) in _rec: return _rec[(D,tuple(buyers))]
    know=first(D); ms,rs=known(D); dm=ref.dated(ms,rs,P,know); cnt=set(P['new_control_count_classes'])
    out={}
    for b in buyers:
        hit={} # origin -> day -> pair -> coverage x weight
        def add(o,day,pair,c):
            h=hit.setdefault(o,{}).setdefault(day,{}); h[pair]=max(h.get(pair,0),c)
        for d in dm:
            m=d.m
            if m['control_class'] not in cnt or not ref.hits(m,b,G): continue
            never=d.sf<=know and d.sf<=d.ef
            wt=P['p_announced'] if d.ef>know or never else 1.
            for o in m['origins']:
                for (e,k) in W:
                    c=ref.coverage(m,e,k,b,o,dm,d.kf,know,P,G)
                    if c>0: add(o,d.kf,(e,k),c*wt)
        for e in EVENTS:
            kf=last(e['known_from'])
            if kf>know or not('ALL' in e['targets'] or b in e['targets'] or (b=='EUU' and set(e['targets'])&set(G['EUU'])) or ('EUU' in e['targets'] and b in G['EUU'])): continue
            wt=P['p_announced'] if first(e['effective_from'])>know else 1.
            for p in pairs_of(e['elements'],e['stages']): add(e['origin'],kf,p,wt)
        rec={}
        for o in EXPO:
            if o=='OTH': continue
            Rr=ref.lookup_rec(P['new_control_record'],o); st=first(Rr['start']); h=Rr['half_life_years']*P['year_days']
            T=max(0,know-st); t=h/math.log(2)*(1-2**(-T/h))/P['year_days']; n=0.
            for day,ps in sorted(hit.get(o,{}).items()):
                if day<st: continue
                xx=sum(c*W[p].get(o,0) for p,c in sorted(ps.items()))/EXPO[o]; n+=xx*2**(-(know-day)/h)
            rec[o]=dict(n=n,t=t)
        out[b]=rec
    _rec[(D,tuple(buyers))]=out
    return out
# ---- what trade did (annex B.2)
def O(id,measure,elements,stages,buyer,seen_to,below,known_from): return dict(id=id,measure=measure,elements=elements,stages=stages,buyer=buyer,seen_to=seen_to,below=below,known_from=known_from)
OUTCOMES=[
 O('OUT-GA-2023','CN-2023-23',['Ga'],['refining'],'ALL','2024-03-31',True,'2024-04-30'),O('OUT-GA-2024','CN-2023-23',['Ga'],['refining'],'ALL','2024-08-31',False,'2024-09-30'),O('OUT-GA-2025','CN-2023-23',['Ga'],['refining'],'ALL','2025-07-31',False,'2025-08-31'),
 O('OUT-GE-2023','CN-2023-23',['Ge'],['refining'],'ALL','2023-11-30',True,'2024-01-31'),O('OUT-GE-2025','CN-2023-23',['Ge'],['refining'],'ALL','2025-12-31',True,'2026-01-31'),
 O('OUT-C-2024','CN-2023-39',['C'],['mine','refining'],'ALL','2024-12-31',False,'2025-02-28'),O('OUT-C-2024-USA','CN-2023-39',['C'],['mine','refining'],'USA','2024-12-31',False,'2025-02-28'),
 O('OUT-SB-2025','CN-2024-33',['Sb'],['refining'],'ALL','2025-06-30',True,'2025-07-31'),O('OUT-SB-2025-EUU','CN-2024-33',['Sb'],['refining'],'EUU','2025-03-20',True,'2025-03-31'),O('OUT-SB-2024-JPN','CN-2024-33',['Sb'],['refining'],'JPN','2025-01-31',False,'2025-02-28'),
 O('OUT-46-2025-USA','CN-2024-46',['Ga','Ge','Sb'],['refining'],'USA','2025-06-30',False,'2025-07-31'),
 O('OUT-BI-2025','CN-2025-10',['Bi'],['refining'],'ALL','2025-02-28',True,'2025-03-31'),
 O('OUT-MAG-2025-06','CN-2025-18',['Nd','Pr','Dy','Tb','Sm'],['magnet'],'ALL','2025-06-30',True,'2025-07-31'),O('OUT-MAG-2025-12','CN-2025-18',['Nd','Pr','Dy','Tb','Sm'],['magnet'],'ALL','2025-12-31',False,'2026-01-31'),
 O('OUT-DY-2025','CN-2025-18',['Dy'],['separation','metal'],'ALL','2025-12-31',True,'2026-01-31'),O('OUT-DY-2025-JPN','CN-2025-18',['Dy'],['separation','metal'],'JPN','2025-12-31',True,'2026-01-31'),
 O('OUT-TB-2025','CN-2025-18',['Tb'],['separation','metal'],'ALL','2025-12-31',True,'2026-01-31'),O('OUT-TB-2025-JPN','CN-2025-18',['Tb'],['separation','metal'],'JPN','2025-10-31',False,'2025-12-31'),
 O('OUT-Y-2025-USA','CN-2025-18',['Y'],['separation'],'USA','2025-11-14',True,'2025-11-30'),
]
# ---- elements from the dump of the structure that 2.0.0 does not change
def load(path): return json.load(open(path))
from register import named_supply
BUY=['JPN','USA','EUU','KOR','TWN']
cover_rows={(r['buyer'],r['element'],r['component']):r for r in J('cover.json') if r['days_median'] is not None}
def cover_sigma(b,e,magnet=False):
    names=ref_names(e); 
    if magnet: names=['NdFeB','ALL']
    f=lambda comp: next((cover_rows[(b,n,comp)] for n in names if (b,n,comp) in cover_rows),None)
    com=f('commercial_stock'); pipe=None if com and com['element']=='NdFeB' else f('pipeline'); nat=f('national_stockpile')
    S=P['cover_sigma']
    if not(com or pipe or nat): return S['none']
    if not com: return S['commercial_unknown']
    u=P['cover_parts']['national_usable']
    lo=sum(x['days_low']*w for x,w in((com,1),(pipe,1),(nat,u)) if x and x['days_low'] is not None); hi=sum((x['days_high'] if x['days_high'] is not None else x['days_median'])*w for x,w in((com,1),(pipe,1),(nat,u)) if x)
    lo=max(lo,P['cover_floor_days'])
    return max(S['floor'],math.log(hi/lo)/(2*1.6448536269514722)) if hi>lo else S['floor']
def ref_names(e):
    h=[gr for gr in('HREE','LREE') if e in G[gr]]
    return [e]+h+(['REE'] if e in G['REE'] else [])+['ALL']
def element_inputs(dump,D,e,b,end_use='civil'):
    i=json.loads(json.dumps(dump['elements'][f'{D}|{e}|{b}']['inputs']))
    ms,rs=known(D)
    keep=[m for m in ms if any(n==e or n=='@dual_use' or (n[0]=='@' and e in G.get(n[1:],[])) for a in m['applies'] for n in a['elements'])]
    ids={m['id'] for m in keep}
    i['measures']=keep; i['reliefs']=[r for r in rs if ids&set(r['measures'])]; i['suspension_decisions']=decisions(D)
    i['end_use']=end_use
    procs={p for st in i['stages'].values() for p in (st.get('feeds') or {})}
    rec=control_record(D,sorted(set(BUY)|procs|{'CHN'}))
    os={o for st in i['stages'].values() for o in list(st.get('world') or {})+list(st.get('imports') or {})+[x for f in (st.get('feeds') or {}).values() for x in f]}
    i['control_record']={bb:{o:rec[bb][o] for o in sorted(os) if o in rec[bb]} for bb in sorted({b}|procs)}
    for bb in i['control_record']:
        for o in sorted(os):
            if o not in i['control_record'][bb]:
                Rr=P['new_control_record']['default']; h=Rr['half_life_years']*P['year_days']; T=max(0,first(D)-first(Rr['start'])); i['control_record'][bb][o]=dict(n=0.,t=h/math.log(2)*(1-2**(-T/h))/P['year_days'])
    i['control_outcomes']=[r for r in OUTCOMES if e in r['elements'] and last(r['known_from'])<=first(D)]
    for k,st in i['stages'].items():
        ns=named_supply(D,e,k,b)
        if ns: st['named_supply']=ns
    i['cover_sigma']={'default':cover_sigma(b,e)}
    if 'magnet' in i['stages']: i['cover_sigma']['magnet']=cover_sigma(b,e,True)
    return i
