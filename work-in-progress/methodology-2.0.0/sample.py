"""Sampling of 2.0.0 (section 11): seeded streams, as of the text."""
import math,hashlib,copy,sys
from statistics import NormalDist
import ref
N=NormalDist(); M=0xFFFFFFFF
class St:
    def __init__(s,text): s.s=int.from_bytes(hashlib.sha256(text.encode()).digest()[:4],'big')
    def u(s):
        s.s=(s.s+0x6D2B79F5)&M; t=s.s; t=((t^(t>>15))*(t|1))&M; t=(t^((t+(((t^(t>>7))*(t|61))&M))&M))&M; return ((t^(t>>14))+.5)/2**32
    def z(s): return N.inv_cdf(s.u())
    def gamma(s,k):
        if k<1: g=s.gamma(k+1); return g*s.u()**(1/k)
        d=k-1/3; c=1/math.sqrt(9*d)
        while 1:
            z=s.z(); r=1+c*z
            if r<=0: continue
            v=r**3
            if math.log(s.u())<z*z/2+d-d*v+d*math.log(v): return d*v
    def beta(s,m,n):
        if m<=0 or m>=1: return m
        a=s.gamma(m*n); b=s.gamma((1-m)*n); return a/(a+b)
    def dirichlet(s,t,A):
        t=ref.pos(t); tot=sum(t.values()); g={k:s.gamma(v/tot*A) for k,v in t.items()}; S=sum(g.values())
        return {k:v/S for k,v in g.items()} if S>0 else {k:v/tot for k,v in t.items()}
V='2.0.0'
def common(P,i):
    s=St(f'{V}|common|{i}'); S=P['sampling']; f=lambda sd: math.exp(sd*s.z()); Q=copy.deepcopy(P)
    shock=s.z()
    Q['facility']['rate']*=f(S['sd_ln_rate']); k=f(S['sd_ln_rate'])
    for x in('rate0','min','max'): Q['instability'][x]*=k
    Q['transit_rate']*=f(S['sd_ln_rate'])
    def scaled(e,rho,med):
        r=rho/e['rho'] if e['rho']>0 else 1
        if 'finished' in e: e['finished']={'rho':min(1,e['finished']['rho']*r),'median':e['finished']['median']*med}
        if 'end_use_rho' in e: e['end_use_rho']={u:min(1,v*r) for u,v in e['end_use_rho'].items()}
        e['rho']=rho; e['median']*=med
    for n in sorted(c for c in Q['control_class'] if c!='none'):
        e=Q['control_class'][n]; rho=s.beta(e['rho'],S['beta_strength']); pi=s.beta(e['pi'],S['beta_strength']); e['end_use_pi']={u:min(1,v*pi/e['pi']) for u,v in e['end_use_pi'].items()} if 'end_use_pi' in e else {}; e['pi']=pi; scaled(e,rho,f(S['sd_ln_duration']))
    for n in sorted(Q['new_control_effect']):
        e=Q['new_control_effect'][n]; rho=s.beta(e['rho'],S['beta_strength']); e['pi']=s.beta(e['pi'],S['beta_strength']); scaled(e,rho,f(S['sd_ln_duration']))
    for n in('instability','facility','transit_duration'): Q[n]['median']*=f(S['sd_ln_duration'])
    k=f(S['sd_ln_spare'])
    for n in('ramp_all','ramp_targeted','substitution_weight','spare_floor'): Q[n]*=k
    Q['_renewal']=s.beta(P['renewal_suspension'],S['renewal_strength'])
    Q['import_weight']=s.beta(P['import_weight'],S['beta_strength'])
    Q['binding_evidence']['likelihood_ratio']=math.exp(math.log(P['binding_evidence']['likelihood_ratio'])*f(S['sd_ln_evidence']))
    Q['stock']['days_per_notice_day']*=f(S['sd_ln_stock']); Q['stock']['refill_half_life_days']*=f(S['sd_ln_duration'])
    for c in sorted(Q['facility']['plant_fraction']): Q['facility']['plant_fraction'][c]=s.beta(P['facility']['plant_fraction'][c],S['share_strength'])
    for d in Q['domestic_feed']: d['dependency']=s.beta(d['dependency'],S['share_strength'])
    return Q,shock
def frailty(Q,P,b,i):
    z=St(f'{V}|destination|{b}|{i}').z(); k=math.exp(P['destination_sigma']*z); w=math.sqrt(P['control_sigma']**2-P['destination_sigma']**2)
    Q['control_sigma']=w
    for t in list(Q['control_class'].values())+list(Q['new_control_effect'].values()):
        t['median']*=k
        if 'finished' in t: t['finished']['median']*=k
        if 'sigma' in t: t['sigma']=w
def draw(inp,P,G,i):
    Q,shock=common(P,i); frailty(Q,P,inp['buyer'],i); S=P['sampling']; b=inp['buyer']
    s=St(f"{V}|{inp['element']}|{b}|{i}|inputs"); x=copy.deepcopy(inp); own=ref.domestic_codes(b,G)
    z=s.z(); cv=inp.get('cover') or {}; cs=inp.get('cover_sigma') or {}
    x['cover']={}
    names=set()
    for k in ref.STAGES:
        st=x['stages'].get(k)
        if st is None or not ref.pos(st.get('world')): continue
        d=cv.get(k,cv.get('default')); sg=cs.get(k,cs.get('default')) if d is not None else P['cover_sigma']['none']
        sg=P['cover_sigma']['none'] if sg is None else sg
        d=ref.lookup(P['cover_median_days'],b) if d is None else d; x['cover'][k]=d*math.exp(sg*z)
        A=st.get('concentration') or P['dirichlet_default']; im=ref.pos(st.get('imports')); W=ref.pos(st['world'])
        names|=set(W)|set(im)
        x['stages'][k]['world']=s.dirichlet(W,A if im else A*P['dirichlet_missing_factor'])
        if im: x['stages'][k]['imports']=s.dirichlet(im,A)
        else:
            f={o:v for o,v in W.items() if o not in own}
            if f:
                m=P['imports_missing']; t=s.dirichlet(f,m['concentration']); kappa=s.beta(m['other_mean'],m['other_strength']); t={o:(1-kappa)*v for o,v in t.items()}; t['OTH']=t.get('OTH',0)+kappa
                x['stages'][k]['imports']=t; x['stages'][k]['import_weight']=s.beta(P['import_weight'],m['weight_strength']); names.add('OTH')
    g={}
    for o,r in (inp.get('governance') or {}).items():
        if r and r.get('pv') is not None and o!='OTH': g[o]={'pv':r['pv']+shock*(r['pv_se'] if r.get('pv_se') is not None else .22)}
    oth=None
    for o in sorted(names):
        if o in g: continue
        v=P['pv_missing']['value']+P['pv_missing']['se']*s.z()
        if o=='OTH': oth=v
        else: g[o]={'pv':v}
    x['governance']=g
    if oth is not None: Q['pv_missing']['value']=oth
    if inp.get('eol_rir') is None: x['eol_rir']=P['eol_rir_default']*math.exp(S['sd_ln_missing']*s.z())
    if inp.get('si_sr') is None: x['si_sr']=max(.6,P['si_default']-.1*abs(s.z()))
    used,stale=ref.signals_used(inp,P); sig=dict(used)
    for n in stale: sig[n]=min(4,-P['signal_unknown_x']['value']*math.log(s.u()))
    x['signals']={n:dict(x=v,age_days=0) for n,v in sig.items()}
    s=St(f"{V}|{inp['element']}|{b}|{i}|feeds")
    for k in ref.STAGES:
        st=x['stages'].get(k)
        if not st: continue
        for p in sorted(st.get('feeds') or {}): st['feeds'][p]=s.dirichlet(st['feeds'][p],P['dirichlet_default'])
        if st.get('named_supply'):
            st['named_supply']={o:s.beta(v,P['named_share']['strength']) for o,v in sorted(st['named_supply'].items())}
            t=sum(st['named_supply'].values())
            if t>1: st['named_supply']={o:v/t for o,v in st['named_supply'].items()}
    # rates
    rec=x.get('control_record') or {}
    for bb in rec:
        for o in rec[bb]:
            R=ref.lookup_rec(P['new_control_record'],o); k=R['alpha']+rec[bb][o]['n']
            gk=St(f'{V}|record|{o}|{bb}|{i}').gamma(k); rec[bb][o]=dict(n=gk-R['alpha'],t=rec[bb][o]['t'])
    # renewal: odds of the posterior of the day
    D,know,H=ref.as_of(inp,P); odds=lambda p:p/(1-p); m=odds(Q['_renewal'])*odds(ref.learned(inp,P,know))/odds(P['renewal_suspension'])
    return x,Q,m/(1+m)
def score_draw(inp,P,G,i):
    x,Q,renew=draw(inp,P,G,i); D,know,H=ref.as_of(x,Q); allm=ref.dated(x.get('measures'),x.get('reliefs'),Q,know); sx,_=ref.signals_used(x,Q); sh=ref.all_shares(x,Q,G); best=(0,0,0)
    for k in sh:
        if sh[k] is None: continue
        hz=ref.stage_hazards(k,sh[k],x,allm,D,know,H,Q,G,renew,sx)[0]; L=sum(h['Lambda'] for h in hz); Ls=sum(h['Lambda'] for h in hz if h['part']=='state')
        if L>best[0]: best=(L,Ls,L-Ls)
    return tuple(ref.score(v) for v in best)
def quant(v,p):
    v=sorted(v); h=(len(v)-1)*p; l=int(h); return v[l]+(h-l)*(v[min(l+1,len(v)-1)]-v[l])
def interval(inp,P,G,n):
    r=[score_draw(inp,P,G,i) for i in range(n)]; o={}
    for j,nm in enumerate(('score','state','new_event')): v=[x[j] for x in r]; o[nm]=dict(p05=quant(v,.05),p50=quant(v,.5),p95=quant(v,.95),mean=sum(v)/n)
    return dict(**{k:o['score'][k] for k in('p05','p50','p95','mean')},state=o['state'],new_event=o['new_event'],draws=n,tolerance=.01)
if __name__=='__main__':
    import assemble as A; from params import P,GROUPS as G
    d=A.load('/work/wt/method2-ref/d1.json'); n=int(sys.argv[1])
    for e in('Dy','W'):
        for b in('JPN','USA','EUU','KOR','TWN'):
            i=A.element_inputs(d,'2026-10-01',e,b); r=interval(i,P,G,n); c=ref.score_element(i,P,G)
            print(e,b,'cover',i['cover'],{k:round(v,2) for k,v in i['cover_sigma'].items()},'central %.1f'%c['score'],'p05 %.1f p50 %.1f p95 %.1f width %.1f'%(r['p05'],r['p50'],r['p95'],r['p95']-r['p05']))
