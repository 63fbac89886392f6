"""New event, light: monthly origins 2010-2025, control outcome = a counted control of China hitting (element, buyer) becomes known within 365 days."""
import math,json,datetime as dt
import assemble as A,ref
from params import P,GROUPS as G
d=A.load('d1.json'); D0='2026-10-01'
# P(outlast) of today at the worst stage per pair, and W
pairs={}
for e in A.ELS:
    for b in A.BUY:
        r=ref.score_element(A.element_inputs(d,D0,e,b),P,G)
        if r['score'] is None: continue
        st=next(s for s in r['stages'] if s['stage']==r['stage']); h=next((h for h in st['hazards'] if h['id']=='new_control:CHN'),None)
        W=max(A.W.get((e,k),{}).get('CHN',0) for k in ref.STAGES); pairs[(e,b)]=(W,h['p_outlast'] if h else 0)
cnt=set(P['new_control_count_classes'])-{'origin_ban'}
ev=[]
dm=ref.dated(A.MEAS,A.REL,P,10**7)
for x in dm:
    m=x.m
    if m['control_class'] not in cnt or 'CHN' not in m['origins']: continue
    hit=set()
    for (e,b) in pairs:
        if any(ref.coverage(m,e,k,b,'CHN',dm,x.kf,x.kf,P,G)>0 for k in ref.STAGES if (e,k) in A.W): hit.add((e,b))
    ev.append((x.kf,hit))
for e in A.EVENTS:
    if e['origin']!='CHN': continue
    ev.append((ref.last(e['known_from']),{(x,b) for x in e['elements'] for b in A.BUY if (x,b) in pairs}))
origins=[dt.date(y,m,1) for y in range(2010,2026) for m in range(1,13) if dt.date(y,m,1)<=dt.date(2025,11,1)]
def theta(b,day):
    R=P['new_control_record']['CHN']; h=R['half_life_years']*P['year_days']; st=ref.first(R['start']); n=0
    dates={}
    for kf,hit in ev:
        if st<=kf<=day: dates.setdefault(kf,set()).update(hit)
    for kf,hit in dates.items(): n+=sum(pairs[p][0] for p in hit if p[1]==b)/sum(v[0] for p,v in pairs.items() if p[1]==b)*2**(-(day-kf)/h)
    T=day-st; t=h/math.log(2)*(1-2**(-T/h))/P['year_days']; return (R['alpha']+n)/(R['beta']+t)
rows=[];hist=[]
res={k:[0,0.] for k in('theta W','theta W pi P','constant expanding','never')}
import bisect
seen=[0,0]; auc=[]
for o in origins:
    day=o.toordinal(); th={b:theta(b,day) for b in A.BUY}
    # constant: share of pair-origins resolved by now that were hit, with a prior of one year at 0.05
    done=[(x,y) for x,y in hist if x+365<=day]
    c=(sum(y for _,y in done)+.05*len(pairs)*12)/(len(done)*1.0*1+len(pairs)*12) if done else .05
    day_rows=[]
    for p,(W,po) in pairs.items():
        y=any(day<kf<=day+365 and p in hit for kf,hit in ev); L=th[p[1]]*W
        f={'theta W':1-math.exp(-L),'theta W pi P':1-math.exp(-L*.7*po),'constant expanding':c,'never':0.}
        for k,v in f.items(): res[k][0]+=1; res[k][1]+=(v-y)**2
        day_rows.append((L,W,y)); hist.append((day,y))
    pos=[r for r in day_rows if r[2]]; neg=[r for r in day_rows if not r[2]]
    if pos and neg: auc.append((sum((a[0]>b[0])+.5*(a[0]==b[0]) for a in pos for b in neg)/len(pos)/len(neg),sum((a[1]>b[1])+.5*(a[1]==b[1]) for a in pos for b in neg)/len(pos)/len(neg)))
n=res['never'][0]; print('origins',len(origins),'pairs',len(pairs),'hit share',sum(y for _,y in hist)/len(hist),'event days',len({kf for kf,_ in ev if kf>=origins[0].toordinal()}))
base=res['constant expanding'][1]/n
for k,(a,b) in res.items(): print(k,'Brier %.4f'%(b/n),'skill against the expanding constant %.3f'%(1-b/n/base))
print('AUC within a day: theta W %.3f, share alone %.3f, days %d'%(sum(a for a,_ in auc)/len(auc),sum(b for _,b in auc)/len(auc),len(auc)))
for lo,hi in((2010,2014),(2015,2022),(2023,2025)):
    hs=[(y) for x,y in hist if lo<=dt.date.fromordinal(x).year<=hi]; f=[]
    for o in origins:
        if lo<=o.year<=hi: f+= [1-math.exp(-theta(p[1],o.toordinal())*W) for p,(W,_) in pairs.items()]
    print(lo,hi,'said %.3f happened %.3f'%(sum(f)/len(f),sum(hs)/len(hs)))
