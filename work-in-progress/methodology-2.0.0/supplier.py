"""Score of a supplier by 2.0.0: events on borders act on edges, by the country where the goods go."""
import math
import ref
from ref import *
from params import P as PP,GROUPS as GG
def need(e,s,P):
    t=P['element_need'].get(s['stage'])
    return 1. if not isinstance(t,dict) or 'Nd' not in s['elements'] else t.get(e,t['default'])
def chain_loss(sites,P,site_hit,edge_hit,home):
    """part of the deliveries that stops. site_hit(id, site), edge_hit(id, site, destination country, element of the feed; None for what is delivered)"""
    tot=sum(s.get('weight') or 0 for s in sites.values())
    if tot<=0: return None
    mx=P['supplier']['max_tiers']
    def flow(i,dest,e,path,tier):
        s=sites[i]; return min(1.,max(loss(i,path,tier),edge_hit(i,s,dest,e) if s['country']!=dest else 0.))
    memo={}
    def loss(i,path,tier):
        if tier>mx or i in path or i not in sites: return 0.
        s=sites[i]; by={}
        for f in s.get('feeds') or []:
            if f['site'] in sites: by[f['element']]=by.get(f['element'],0.)+f['share']*flow(f['site'],s['country'],f['element'],path|{i},tier+1)
        return min(1.,max([site_hit(i,s)]+[need(e,s,P)*v for e,v in by.items()]))
    out=0.
    for i,s in sorted(sites.items()):
        w=s.get('weight') or 0
        if w>0: out+=w/tot*(loss(i,frozenset(),1) if s['country'] in home else min(1.,max(loss(i,frozenset(),1),edge_hit(i,s,'BUYER',None))))
    return out
def score_supplier(inp,P=PP,G=GG):
    D,know,H=as_of(inp,P); sites=inp['sites']; b=inp['buyer']; home=domestic_codes(b,G)
    allm=dated(inp.get('measures'),inp.get('reliefs'),P,know); renew=learned(inp,P,know); x,stale=signals_used(inp,P)
    if sum(s.get('weight') or 0 for s in sites.values())<=0: return dict(score=None,status='insufficient_data')
    cd=inp.get('cover_days'); cd=lookup(P['cover_median_days'],b) if cd is None else cd; cover=max(cd,P['cover_floor_days']); nospare=lambda a,r:0.
    L=lambda sh,eh: chain_loss(sites,P,sh,eh,home)
    none=lambda i,s:0.; noedge=lambda i,s,d,f:0.
    on=lambda s,f,e,k: s['stage']==k and (f==e or (f is None and e in s['elements']))
    hit=lambda s,f,e: need(e,s,P) if f is None else 1.
    # edges over borders: (site, destination)
    dests={}
    for i,s in sites.items():
        for f in s.get('feeds') or []:
            if f['site'] in sites and sites[f['site']]['country']!=s['country']: dests.setdefault(sites[f['site']]['country'],{}).setdefault((f['element'],sites[f['site']]['stage']),set()).add(s['country'])
        if (s.get('weight') or 0)>0 and s['country'] not in home:
            for e in s['elements']: dests.setdefault(s['country'],{}).setdefault((e,s['stage']),set()).add(b)
    hz=[]; D0=lambda d: b if d=='BUYER' else d
    for c in sorted(dests):
        best=None
        for (e,k),zs in sorted(dests[c].items()):
            effs={}
            for z in sorted(zs):
                A=L(none,lambda i,s,d,f,z=z: hit(s,f,e) if s['country']==c and on(s,f,e,k) and D0(d)==z else 0.)
                ms=effects(e,k,z,c,inp,allm,D,know,H,P,G,renew,A,nospare); effs[z]=ms
                cand=[(A,ms,z)]
                if len(zs)>1 and z==sorted(zs)[-1]:
                    common=set.intersection(*[{m['id'] for m in effs[y]} for y in zs])
                    Aall=L(none,lambda i,s,d,f: hit(s,f,e) if s['country']==c and on(s,f,e,k) else 0.)
                    cand.append((Aall,[m for m in ms if m['id'] in common],'+'.join(sorted(zs))))
                for A_,ms_,z_ in cand:
                    if A_>0 and ms_:
                        h=active(c,A_,ms_,cover,nospare,H,P); t=sum(y['Lambda'] for y in h)
                        if h and t>(best[0] if best else -1): best=(t,[dict(y,element=e,stage=k,destination=z_) for y in h])
        if best: hz+=best[1]
        # new control: worst destination's rate, everything that crosses the border
        zs={z for v in dests[c].values() for z in v}
        e0=new_effect(c,None,None,P); fin=all(finished(e,k,P) for (e,k) in dests[c])
        if fin and 'finished' in e0: e0=dict(e0,**e0['finished'])
        a=L(none,lambda i,s,d,f: e0['rho'] if s['country']==c else 0.)
        n=P['other_origins'] if c=='OTH' else 1
        rate=e0['pi']*max(control_rate(c,z,inp,P) for z in zs)*(inp.get('world_share') or {}).get(c,0)
        w=None
        if c==P['signal_origin']: w=P['beta']['new_control'].get(b,{})
        hz.append(rated('new_control:'+c,'new_control',a,1.,e0['median'],e0['sigma'],rate,cover,nospare,H,P,w,x))
    for c in sorted({s['country'] for s in sites.values()}):
        i_=P['instability']; a=L(lambda i,s: i_['rho'] if s['country']==c else 0.,noedge)
        n=P['other_origins'] if c=='OTH' else 1
        hz.append(rated('origin_instability:'+c,'origin_instability',a/n,1.,i_['median'],i_['sigma'],n*unrest_rate(gov(inp,c,P),P),cover,nospare,H,P))
    for i in sorted(sites):
        if i.startswith('market:'): continue
        f=P['facility']; a=L(lambda j,s: f['rho'] if j==i else 0.,noedge); hz.append(rated('facility:'+i,'facility',a,1.,f['median'],f['sigma'],f['rate'],cover,nospare,H,P))
    tot=sum(s.get('weight') or 0 for s in sites.values()); ex=0.
    for i,s in sorted(sites.items()):
        if (s.get('weight') or 0)>0 and s['country'] not in home:
            reg=P['transit_region'].get(s['country'],P['transit_region']['default']); th=P['transit_through'].get(b,P['transit_through']['default']); ex+=s['weight']/tot*lookup(P['sea_fraction'],s['stage'])*lookup(th,reg)
    hz.append(rated('transit','transit',lookup(P['transit_rho'],b)*ex,1.,P['transit_duration']['median'],P['transit_duration']['sigma'],P['transit_rate'],cover,nospare,H,P,P['beta']['transit'].get(b,P['beta']['transit']['default']),x))
    def rule(id,a,pi,med):
        tts=cover/a if a>0 else INF; p=tail(med,P['control_sigma'],tts); q=min(pi*p,LARGEST); La=-math.log1p(-q)
        ins=lambda X:-math.log1p(-min(pi*p*min(1,g(X-tts,P)/g(H,P)),LARGEST)) if a>0 else 0.
        ed=pi*a*(excess(med,P['control_sigma'],tts)-excess(med,P['control_sigma'],H)) if tts<H else 0.
        return dict(id=id,kind='active_control',part='state',a=a,q=q,p_outlast=p,tts_days=None if tts==INF else tts,Lambda=La,Lambda_base=La,Lambda_signals={},inside_365=ins(H),inside_90=ins(min(H,P['horizon_short_days'])),expected_days=ed)
    chn=L(none,lambda i,s,d,f: 1. if s['country']=='CHN' and f is not None else 0.)
    li=inp.get('listing'); content=inp.get('china_content')
    if content is None: content=chn
    if li: hz.append(rule('listing',lookup(P['supplier']['listing_rho'],li['class'])*content,lookup(P['supplier']['listing_pi'],li['class']),P['supplier']['listing_median']))
    if content>=P['supplier']['extraterritorial_threshold']:
        bestm=None
        for e in inp.get('elements') or []:
            for k in STAGES:
                for o in sorted({o for d in allm for o in d.m['origins']}):
                    for m in effects(e,k,b,o,inp,allm,D,know,H,P,G,renew,None,nospare):
                        if m['cls']=='extraterritorial_licence' and (bestm is None or (m['pi'],m['id'],m['rho'])>(bestm['pi'],bestm['id'],bestm['rho'])): bestm=m
        if bestm:
            r=rule('extraterritorial',bestm['rho']*content,bestm['pi'],bestm['median'])
            if bestm['pi_state']<bestm['pi']: r['part']='event'; r['kind']='scheduled_control'
            hz.append(r)
    hz=sorted(hz,key=lambda h:h['id']); f=figures(hz,H)
    return dict(status='ok',band=band(f['score'],P),china_dependence=chn,**f,hazards=hz)
