"""Rates of new controls, announcements, stated ends; from control tables. Deterministic."""
import json,csv,math,datetime as dt
from collections import defaultdict
R='/work/main/shared/reference/'; EV='/work/shared/data/events/'
J=lambda f: json.load(open(R+f))
M=J('methodology/1.1.0.json'); G=M['groups']; 
shares=J('shares.json')
W=defaultdict(dict)   # (element,stage)->country->share
for r in shares:
    if r['share']>0: W[(r['element'],r['stage'])][r['country']]=r['share']
for k,t in W.items():
    s=sum(t.values()); W[k]={c:v/s for c,v in t.items()}
ELS=sorted({e for e,_ in W})
def els(cell):
    out=set()
    for w in cell.split(';'):
        w=w.strip()
        if w in G: out|=set(G[w])
        elif w: out.add(w)
    return out&set(ELS)
STAGES=lambda cell:[ 'separation' if s=='sep' else s for s in cell.split(';')]
def pairs(es,ss):
    ss=set(ss); 
    if 'refining' in ss: ss.add('separation')
    return [(e,s) for e in es for s in ss if (e,s) in W]
def day(s,last=False):
    s=s.strip()
    if not s: return None
    p=s.split('-'); y=int(p[0]); m=int(p[1]) if len(p)>1 and p[1].isdigit() else 1; d=int(p[2]) if len(p)>2 else 1
    return dt.date(y,m,d)
ENF={'ban','mining_ban','quota','licence','production_quota','export_tax','state_trading'}
COUNT={'ban','mining_ban','quota','licence','production_quota'}
DEAD={'never_enforced','never_enacted','withdrawn','not_enacted_by_2021','postponed_to_2024-01-01','policy_not_law','scope_for_metals_not_read','announced','brought_forward','not_adopted_by_2026-05-29','not_halted_at_once','only_uranium_followed','overtaken_2026-02','truce_45_days','reversed','waived_for_main_firms_end_not_read'}
out=[r for r in csv.DictReader(open(EV+'events_outside_china.csv'))]
gov=[r for r in out if r['actor_kind']=='government' and r['origin_iso3']!='CHN']
enf=[r for r in gov if r['measure_type'] in COUNT and r['outcome'] not in DEAD and r['effective']]
A0,A1=dt.date(2014,1,1),dt.date(2026,11,26); YRS=(A1-A0).days/365.25
expo=defaultdict(float); npairs=defaultdict(int)
for k,t in W.items():
    for c,w in t.items():
        if c not in('CHN','OTH') : expo[c]+=w; npairs[c]+= w>=.1
hits=defaultdict(list)
for r in enf:
    d=day(r['effective'])
    if not d or d<A0 or d>A1: continue
    hp=[(k,W[k].get(r['origin_iso3'],0)) for k in pairs(els(r['elements']),STAGES(r['stage']))]
    hp=[(k,w) for k,w in hp if w>=.02]
    if hp: hits[r['origin_iso3']].append((r['event_id'],str(d),hp))
print('outside China enforced since 2014 on pairs of share >=2 %:')
tot=0;Et=0
rows=[]
for c in sorted(expo,key=lambda c:-expo[c]):
    E=expo[c]
    N=sum(sum(w for _,w in hp)/E for _,_,hp in hits[c])   # share-weighted part of the country's exposure hit
    rows.append((c,E,N,len(hits[c])))
    if E>.3 or hits[c]: print(f'  {c} exposure {E:.2f} share-pairs, announcement equivalents {N:.2f}, dates {len(hits[c])}, rate per year of share 1: {N/YRS:.3f}', [h[0] for h in hits[c]])
# pooled rate: per share-year, theta0 = sum_pairs-hit w / (sum E * YRS)
num=sum(N*E for c,E,N,n in rows); den=sum(E for c,E,N,n in rows)*YRS
print('pooled theta0 (share-weighted) others = %.4f /yr per unit of share; share-years %.0f'%(num/den,den))
cn=[ (c,E,N) for c,E,N,n in rows if E>=.3]
# partial pooling: Gamma(alpha,beta) by marginal likelihood of N_c ~ NB treating announcement equivalents as counts over YRS
def ll(a,b):
    s=0
    for c,E,N in cn:
        s+=math.lgamma(a+N)-math.lgamma(a)+a*math.log(b/(b+YRS))+N*math.log(1/(b+YRS))
    return s
best=max(((ll(a,b),a,b) for a in [i/100 for i in range(5,300,5)] for b in [j/2 for j in range(2,160)]))
print('countries with exposure >=0.3:',len(cn),'EB Gamma alpha,beta =',best[1:],'mean',best[1]/best[2])
# threats
ann=[r for r in gov if r['measure_type'] in COUNT|{'threat','export_tax','request_to_halt','export_restriction_planned'}]
known=[r for r in ann if r['outcome'] not in ('scope_for_metals_not_read','policy_not_law','announced')]
took=[r for r in known if r['effective'] and r['outcome'] not in DEAD|{''}]
lead=[(r['event_id'],r['outcome'], (day(r['effective'])-day(r['announced'])).days if r['effective'] and r['announced'] and len(r['announced'])==10 and len(r['effective'])==10 else None, r in took) for r in known]
print('announcements judged',len(known),'took effect',len(took))
ld=[x for x in lead if x[2] is None or x[2]>=14]
ld2=[x for x in lead if x[2] is not None and x[2]>=14 or not x[3]]
print('with lead of 14 days or more or without effect:',len(ld2),'took effect',sum(x[3] for x in ld2))
# stated ends
print([ (r['event_id'],r['ended'],r['outcome']) for r in gov if any(w in r['outcome'] for w in('renew','extend','on_time','as_announced','ended'))])
# China
pol=J('policy.json')+[r for r in J('policy-supplement.json')]
cc=set(M['parameters']['new_control_count_classes']['value'])
ev=[]
seen=set()
for r in pol:
    m=r['mapping']
    if not m or m['control_class'] not in cc or 'CHN' not in m['origins'] or r['id'] in seen: continue
    seen.add(r['id'])
    ev.append((r['id'],r['known_from'],m))
chin=[]
lic=set()
for id,kf,m in sorted(ev,key=lambda x:x[1]):
    ps=set()
    for a in m['applies']:
        es=set()
        for n in a['elements']:
            if n=='@dual_use': es|={e for e,_ in lic}
            elif n[0]=='@': es|=set(G[n[1:]])
            else: es.add(n)
        pp=pairs(es,a['stages'])
        if '@dual_use' in a['elements']: pp=[p for p in pp if p in lic]
        ps|=set(pp)
    if m['control_class']=='licence': lic|=ps
    chin.append((id,day(kf),m['control_class'],m['targets'],ps))
for r in csv.DictReader(open(EV+'events_china_2005_2017.csv')):
    if r['measure_type']!='quota' or not r['announced']: continue
    chin.append((r['event_id'],day(r['announced']),'export_quota',['ALL'],set(pairs(els(r['elements']),STAGES(r['stage'])))))
ECH=sum(t.get('CHN',0) for t in W.values())
print('China exposure share-pairs',round(ECH,2),'pairs',sum(1 for t in W.values() if t.get('CHN',0)>=.1))
def equivalents(buyer,d0,d1):
    by=defaultdict(set)
    for id,d,c,t,ps in chin:
        if d0<=d<=d1 and ('ALL' in t or buyer in t): by[d]|=ps
    return {d:sum(W[p].get('CHN',0) for p in ps)/ECH for d,ps in by.items()}
for b in ['ALLB','JPN','USA','EUU','KOR','TWN']:
    e=equivalents(b,dt.date(2005,1,1),A1); 
    print(b,'since 2005 %.3f/yr'%(sum(e.values())/21.9),'since 2010 %.3f'%(sum(v for d,v in e.items() if d.year>=2010)/16.9),' 2015-22 %.3f'%(sum(v for d,v in e.items() if 2015<=d.year<2023)/8),' since 2023 %.3f'%(sum(v for d,v in e.items() if d.year>=2023)/3.9), {str(d):round(v,3) for d,v in sorted(e.items()) if d.year>=2023} if b in('JPN','EUU') else '')
# out-of-sample choice of forgetting half-life and prior weight for China: monthly predictive log loss of Poisson with exposure, 2008..2026, months as origins
def predictive(h,beta,theta0,buyer):
    e=equivalents(buyer,dt.date(2005,1,1),A1); ds=sorted(e)
    s=0;n=0
    y,m=2010,1
    while (y,m)<(2026,11):
        d=dt.date(y,m,1); y2,m2=(y+1,1) if m==12 else (y,m+1)
        # state
        Nn=sum(e[x]*2**(-((d-x).days/365.25)/h) for x in ds if x<d)
        T=h/math.log(2)*(1-2**(-((d-dt.date(2005,1,1)).days/365.25)/h))
        th=(beta*theta0+Nn)/(beta+T)
        mu=th/12
        k=sum(e[x] for x in ds if d<=x<dt.date(y2,m2,1))
        s+= -mu+k*math.log(mu); n+=1
        y,m=y2,m2
    return s
for th0 in (.10,.15):
  for beta in (.5,1,2,3):
    print('theta0',th0,'beta',beta,{h:round(sum(predictive(h,beta,th0,b) for b in('JPN','USA','EUU'))/3,3) for h in(1,1.5,2,3,4,6,10)})
