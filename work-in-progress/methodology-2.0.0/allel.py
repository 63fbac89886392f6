import assemble as A,ref,supplier as S,table as T,register as Rg
from params import P,GROUPS as G
d=A.load('d1.json'); D='2026-10-01'
for e in A.ELS:
    row=[]
    for b in A.BUY:
        r=ref.score_element(A.element_inputs(d,D,e,b),P,G)
        if r['score'] is None: row.append('-'); continue
        top=sorted(r['contributions'].items(),key=lambda x:-x[1])[:2]
        row.append(f"{r['state']:.0f}/{r['new_event']:.0f}/{r['score']:.0f} {r['stage'][:3]} d{r['expected_days']:.0f}"+('' if b!='JPN' else ' ['+', '.join(f'{k}={v:.1f}' for k,v in top)+']')+f" ({d['elements'][f'{D}|{e}|{b}']['score']:.0f})")
    print(e,' | '.join(row))
for s in sorted({x['supplier'] for x in Rg.SITES}):
    i,ch=T.sup_inputs(d,D,s,'JPN'); r=S.score_supplier(i)
    o=d['suppliers'][f'{D}|{s}|JPN']['score']
    if r['score'] is None: print(s,None,o); continue
    top=sorted(r['contributions'].items(),key=lambda x:-x[1])[:3]
    print(f"{s} {r['state']:.0f}/{r['new_event']:.0f}/{r['score']:.1f} ({o if o is None else round(o,1)}) known {ch.known[0]:.1f}/{ch.known[1]:.1f} dep {r['china_dependence']:.2f}",{k:round(v,1) for k,v in top})
