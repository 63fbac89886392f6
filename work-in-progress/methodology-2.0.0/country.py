import assemble as A,ref,supplier as S,register as Rg,table as T,json
from params import P,GROUPS as G
d=A.load('d1.json'); gv={r['country']:dict(pv=r['political_stability'],pv_se=r['political_stability_se']) for r in T.GV}
def country(c,b,D):
    ms,rs=A.known(D); best=None
    for (e,k),t in sorted(A.W.items()):
        w=t.get(c,0)
        if w<P['country_share_at_least']: continue
        i0=d['elements'][f'{D}|{e}|{b}']['inputs']; cv=(i0['cover'] or {}); days=cv.get(k,cv.get('default'))
        p=Rg.PROC.get(c) if k=='mine' and (e,'separation') in A.W else None
        if p and p!=c: sites={f'market:mine:{c}':dict(country=c,stage='mine',elements=[e]),f'market:separation:{p}':dict(country=p,stage='separation',elements=[e],weight=1,feeds=[dict(site=f'market:mine:{c}',element=e,share=1.)])}
        else: sites={f'market:{k}:{c}':dict(country=c,stage=k,elements=[e],weight=1)}
        if p and p==b: continue
        cs=sorted({s['country'] for s in sites.values()}); rec=A.control_record(D,sorted(set(A.BUY)|{'CHN','MYS'}|set(cs)))
        cr={z:{o:(rec[z].get(o) or dict(n=0.,t=8.5)) for o in cs} for z in sorted({b}|set(cs)) if z in rec}
        inp=dict(buyer=b,as_of=D,sites=sites,elements=[e],cover_days=(days if days is not None else ref.lookup(P['cover_median_days'],b))+(ref.lookup(P['stage_pipeline_days'],'mine') if k=='mine' and not p else 0),world_share={x:max(A.W.get((e,kk),{}).get(x,0) for kk in ref.STAGES) for x in cs},governance={x:gv[x] for x in cs if x in gv},signals=d['signals'][D],measures=ms,reliefs=rs,suspension_decisions=A.decisions(D),control_record=cr,control_outcomes=A.OUTCOMES)
        if b in cs and len(cs)==1: continue
        r=S.score_supplier(inp)
        if best is None or r['Lambda']>best[0]['Lambda']: best=(r,e,k)
    return best
for c in('CHN','MMR','COD','IDN','RUS','BRA','ZAF','CHL','AUS','MYS','USA','VNM'):
    x=country(c,'JPN','2026-10-01')
    if x: print(c,x[1],x[2],'%.0f/%.0f/%.1f'%(x[0]['state'],x[0]['new_event'],x[0]['score']),{k:round(v,1) for k,v in x[0]['contributions'].items() if v>.5})
for e,b in (('Dy','JPN'),('Dy','USA'),('Ga','JPN'),('Ge','USA'),('W','USA')):
    print(e,b,{u:'%.0f/%.0f/%.1f'%((lambda r:(r['state'],r['new_event'],r['score']))(ref.score_element(A.element_inputs(d,'2026-10-01',e,b,u),P,G))) for u in('civil','defence','semiconductor_advanced')})
