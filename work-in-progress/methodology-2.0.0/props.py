import random,copy,math,json
import ref,supplier as S; from params import P,GROUPS as G
import golden_base as gb
R=random.Random(5); bad=0
CL=['licence','ban','origin_ban','export_quota','extraterritorial_licence','supply_disruption','end_use_broad','end_use_defence','entity_list','watch_list','technology_ban']
def rm(i):
    y=R.randint(2019,2026); ef=f'{y}-{R.randint(1,12):02d}-{R.randint(1,28):02d}'
    kf=ef if R.random()<.5 else f'{y}-01-01' if ef>f'{y}-01-01' else ef
    x=gb.m(f'R{i}',R.choice(CL),['Dy'],['refining'],R.choice([['ALL'],['JPN']]),known_from=kf,effective_from=ef,coverage=R.choice([1,1,.5,.2]))
    if R.random()<.2: x.update(suspended_from=f'{min(2026,y+1)}-02-01',suspended_to=R.choice(['2026-09-15','2026-12-01','2027-03-01']))
    if R.random()<.2: x.update(effective_to=R.choice(['2026-12-31','2027-06-30']))
    return x
n=0
for t in range(1500):
    a=R.choice([.976,.7,.4,.2]); base=gb.base(stages={'separation':dict(world=dict(CHN=a,MYS=1-a),concentration=100)},cover={'default':R.choice([7,20,62,150,400])},measures=[rm(i) for i in range(R.randint(0,4))],si_sr=R.choice([.6,.9,1]))
    r0=ref.score_element(base,P,G); more=copy.deepcopy(base); more['measures'].append(rm(9)); r1=ref.score_element(more,P,G)
    for k in('state','score'):
        if r1[k]<r0[k]-1e-9: bad+=1; print('added measure lowers',k,r0[k],r1[k],more['measures'][-1],[ (m['id'],m['control_class'],m['known_from'],m['effective_from']) for m in base['measures']]) if bad<4 else None
    for r in (r0,r1):
        s=r['stages'][0]
        assert 0<=r['score']<100 and r['state']<=r['score']+1e-9 and r['new_event']<=r['score']+1e-9
        assert abs((1-r['state']/100)*(1-r['new_event']/100)-(1-r['score']/100))<1e-12
        for c,v in(('contributions','score'),('state_contributions','state'),('event_contributions','new_event')): assert abs(sum(r[c].values())-r[v])<1e-9,(c,r[c],r[v])
        if not (r['p_stockout_90']<=r['p_stockout_365']+1e-12 and r['p_stockout_365']<=r['score']/100+1e-12): bad+=1; print('P order',r['p_stockout_90'],r['p_stockout_365'],r['score'])
        assert r['expected_days']<=365
        assert r['score_without_signals']<=r['score']+1e-9
    P2=copy.deepcopy(P); c=R.choice(CL)
    for f in('rho','pi'): P2['control_class'][c][f]=min(1,P2['control_class'][c][f]*1.2)
    if 'end_use_rho' in P2['control_class'][c]: P2['control_class'][c]['end_use_rho']={u:min(1,v*1.2) for u,v in P2['control_class'][c]['end_use_rho'].items()}
    r2=ref.score_element(base,P2,G)
    for k in('state','score'):
        if r2[k]<r0[k]-1e-9: bad+=1; print('stronger class lowers',c,k,r0[k],r2[k])
    cv=copy.deepcopy(base); cv['cover']={'default':base['cover']['default']*1.3}; r3=ref.score_element(cv,P,G)
    if r3['score']>r0['score']+1e-9: bad+=1; print('more cover raises',r0['score'],r3['score'])
    h=copy.deepcopy(base); h['horizon_days']=R.choice([1,30,120]); r4=ref.score_element(h,P,G)
    if r4['score']>r0['score']+1e-9: bad+=1; print('shorter horizon raises',h['horizon_days'],r0['score'],r4['score'],[(m['control_class'],m['effective_from'],m.get('suspended_to'),m.get('effective_to')) for m in base['measures']]) if bad<12 else None
    n+=1
print(n,'trials, violations',bad)
# simulation of a rated hazard
import random as rr
rr.seed(1); lam,l,tts,med,sg,H=.3,.5,80,110,1.0,365; days=0; N=400000
for _ in range(N):
    t=rr.random()*H; T=med*math.exp(sg*rr.gauss(0,1)); days+=l*max(0,min(T-tts,H-t-tts))
print('expected days per event sim',days/N,'formula',l/H*max(0,(H-tts)*ref.excess(med,sg,tts)-(ref.half_square(med,sg,tts)-ref.half_square(med,sg,H))))
