"""Poisson regression of unrest, strikes, energy cuts and border closures on political stability, origin-years since 2014."""
import json,math
from collections import defaultdict
R='/work/main/shared/reference/'; sh=json.load(open(R+'shares.json')); gv={r['country']:r['political_stability'] for r in json.load(open(R+'governance.json'))}
W=defaultdict(float)
for r in sh: W[r['country']]=max(W[r['country']],r['share'])
ev={'MMR':2,'ZAF':1,'PER':2,'MOZ':1,'NCL':1,'CUB':1,'CHN':1}
for cut in(.02,.05,.1):
    o=[c for c in W if W[c]>=cut and c in gv and gv[c] is not None and c!='OTH']
    T=12.9
    def ll(a,g): return sum(ev.get(c,0)*(a-g*gv[c])-T*math.exp(a-g*gv[c]) for c in o)
    best=max((ll(a/50,g/20),a/50,g/20) for a in range(-300,-50) for g in range(0,40))
    n=sum(ev.get(c,0) for c in o)
    print('share >=',cut,'origins',len(o),'events',n,'plain rate %.4f'%(n/len(o)/T),'rate at PV 0 %.4f gamma %.2f'%(math.exp(best[1]),best[2]), 'MMR %.3f'%math.exp(best[1]+best[2]*2.13))
    lo=[c for c in o if gv[c]<-.8]; print('   PV<-0.8:',len(lo),sum(ev.get(c,0) for c in lo),sum(ev.get(c,0) for c in lo)/len(lo)/T, sorted(lo), {c:gv[c] for c in ev if c in gv})
