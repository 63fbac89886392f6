import json,assemble as A,ref,supplier as S,table as T
from params import P,GROUPS as G
d=A.load('d2.json')
def el(D,e,b,**k):
    i=A.element_inputs(d,D,e,b,**k); return ref.score_element(i,P,G)
def show(tag,Ds,e,b):
    print(tag,e,b,' '.join(f"{D}: {r['state']:.1f}/{r['new_event']:.1f}/{r['score']:.2f}{r['stage'][:3]}({(d['elements'][f'{D}|{e}|{b}']['score']):.1f})" for D in Ds for r in [el(D,e,b)]))
show('S4',['2024-08-14','2024-08-15','2024-09-15','2024-12-02','2024-12-03','2025-11-08','2025-11-09'],'Sb','USA')
show('S4',['2024-12-02','2024-12-03','2025-11-08','2025-11-09'],'Ga','USA')
show('S9',['2025-03-01','2025-06-20','2025-06-21','2025-09-20','2025-09-21','2025-10-15','2025-10-16','2026-10-01'],'Co','JPN')
show('S7',['2025-12-29','2025-12-30','2026-01-02'],'Er','TWN'); show('S7',['2025-06-08','2025-06-09'],'Dy','JPN')
show('S8',['2024-10-21','2024-10-22','2025-03-01','2025-05-01'],'Dy','JPN'); show('S8',['2024-10-21','2024-10-22'],'Er','JPN')
show('Apr25',['2025-04-03','2025-04-04','2025-06-01','2025-08-01'],'Dy','JPN'); show('Apr25',['2025-04-03','2025-04-04','2025-08-01'],'Nd','JPN')
show('Oct25',['2025-10-08','2025-10-09','2025-11-06','2025-11-07'],'Er','JPN')
show('Jan26',['2026-01-05','2026-01-06'],'Dy','JPN'); show('Jan26',['2026-01-05','2026-01-06'],'Ga','JPN')
fut=['2026-11-26','2026-11-27','2026-11-28','2026-12-02','2027-01-10','2027-01-11','2027-02-01','2027-03-12','2027-04-01']
show('fut',fut,'Ga','USA'); show('fut',fut,'Er','JPN'); show('fut',fut,'Dy','JPN')
for e in('Mg','Nb','Pt','Ni','V','Li'): show('other',['2026-10-01'],e,'JPN'); show('other',['2026-10-01'],e,'EUU')
r=el('2026-10-01','Nb','JPN'); print({k:round(v,2) for k,v in r['contributions'].items() if v>.05})
r=el('2026-10-01','Dy','JPN'); print({k:round(v,2) for k,v in r['contributions'].items() if v>.02})
r=el('2026-10-01','Nd','JPN'); print({k:round(v,2) for k,v in r['contributions'].items() if v>.02},[(s['stage'],round(s['score'],1)) for s in r['stages']],[ (s['stage'],{o:round(v,3) for o,v in s['shares'].items() if v>.01},round(s['domestic'],2)) for s in r['stages'][1:]])
r=el('2026-10-01','Mg','EUU'); print({k:round(v,2) for k,v in r['contributions'].items() if v>.02})
tot={};n=0;st=[];neg=[]
for e in A.ELS:
    for b in A.BUY:
        r=el('2026-10-01',e,b)
        if r['score'] is None: continue
        for h,v in r['contributions'].items(): tot[h.split(':')[0]]=tot.get(h.split(':')[0],0)+v
        n+=r['score']
        if r['state']>1: st.append(r['state'])
print({k:round(100*v/n,2) for k,v in tot.items()},'mean state of those with a control',sum(st)/len(st),len(st))
for s in ('serra-verde','noveon-magnetics','usa-rare-earth','neo-performance-materials','daido-steel'):
    print('S3',s,' '.join(f"{D}: {r['state']:.0f}/{r['new_event']:.0f}/{r['score']:.1f}({d['suppliers'][f'{D}|{s}|JPN']['score'] or 0:.1f})" if r['score'] is not None else f'{D}: -' for D in['2025-11-30','2025-12-03','2025-12-04','2025-12-31','2026-01-01','2026-01-05','2026-01-06','2026-06-21','2026-06-22','2026-08-23','2026-08-24','2026-10-01'] for r in [S.score_supplier(T.sup_inputs(d,D,s,'JPN')[0])]))
