import sys,json
import assemble as A,ref,supplier as S,register as Rg
from params import P,GROUPS as G
EL=['Dy','Tb','Y','Ga','Ge','Sb','W','Er','Nd','Ce','Cu','Li']; BU=['JPN','USA','EUU','TWN']
SUP=['lynas','mp-materials','shin-etsu-chemical','jl-mag','vacuumschmelze','neo-performance-materials','serra-verde','usa-rare-earth','noveon-magnetics','kachin-ionic-clay']
def sup_inputs(dump,D,s,b):
    ch=Rg.Chain(s,Rg.reg(D)); d=dump['suppliers'].get(f'{D}|{s}|{b}') or {}
    ms,rs=A.known(D); si=ch.inputs(); cs={x['country'] for x in si.values()}
    rec=A.control_record(D,sorted(set(A.BUY)|cs|{'CHN'}))
    ws={}
    for x in si.values():
        for e in x['elements']: ws[x['country']]=max(ws.get(x['country'],0),Rg.SH.get((e,x['stage']),{}).get(x['country'],0))
    gv={r['country']:dict(pv=r['political_stability'],pv_se=r['political_stability_se'],wgi_mean=r['wgi_mean']) for r in GV}
    bs={b}|cs
    zero=lambda o: rec[b].get(o) 
    cr={z:{o:(rec[z].get(o) or rec[b].get(o) or dict(n=0.,t=8.)) for o in sorted(cs) if o!='OTH'} for z in sorted(bs) if z in rec}
    return dict(supplier=s,buyer=b,as_of=D,sites=si,elements=sorted({e for x in si.values() if x.get('weight') for e in x['elements']}),cover_days=d.get('cover_days'),world_share=ws,listing=d.get('listing'),china_content=d.get('content'),governance={c:gv[c] for c in sorted(cs) if c in gv},signals=dump['signals'][D],measures=ms,reliefs=rs,suspension_decisions=A.decisions(D),control_record=cr,control_outcomes=[r for r in A.OUTCOMES if ref.last(r['known_from'])<=ref.first(D)]),ch
GV=A.J('governance.json')
if __name__=='__main__':
    dump=A.load('/work/wt/method2-ref/d1.json')
    for D in sys.argv[1:]:
        print('##',D)
        for e in EL:
            row=[]
            for b in BU:
                i=A.element_inputs(dump,D,e,b); r=ref.score_element(i,P,G); o=dump['elements'][f'{D}|{e}|{b}']
                row.append(f"{b} {r['state']:.0f}/{r['new_event']:.0f}/{r['score']:.1f} {r['stage'][:3]} ({o['score']:.1f} {o['stage'][:3]})")
            print(e,' | '.join(row))
        for s in sorted({x['supplier'] for x in Rg.SITES}) if '-a' in sys.argv[0:1] else SUP:
            row=[]
            for b in BU:
                i,ch=sup_inputs(dump,D,s,b); r=S.score_supplier(i); o=dump['suppliers'][f'{D}|{s}|{b}']['score']
                row.append(f"{b} "+('-' if r['score'] is None else f"{r['state']:.0f}/{r['new_event']:.0f}/{r['score']:.1f}")+f" ({o if o is None else round(o,1)})")
            print(s,' | '.join(row))
