"""Independent reference of methodology 2.0.0: the arithmetic of docs/methodology-2.0.0.md, written from the text. No code of the product."""
import math, datetime as dt
INF=math.inf
STAGES=['mine','separation','refining','metal','magnet']
SIGNALS=['carriers','senkaku','taiwan_strait']
LARGEST=1-1e-6
# ---------- dates
def _ord(y,m,d): return dt.date(y,m,d).toordinal()
def first(s):
    p=[int(x) for x in s.split('-')]
    return _ord(*(p+[1]*(3-len(p))))
def last(s):
    p=[int(x) for x in s.split('-')]
    if len(p)==3: return _ord(*p)
    if len(p)==2: return (_ord(p[0]+(p[1]==12),p[1]%12+1,1))-1
    return _ord(p[0],12,31)
def end(s): return INF if s is None else last(s)+1          # inclusive end dates
def lookup(t,k): return t[k] if k in t else t.get('default',0)
def clamp(v,a,b): return min(max(v,a),b)
# ---------- distributions
def Phi(z): return .5*math.erfc(-z/math.sqrt(2))
def tail(median,sigma,k): return 0. if k==INF else Phi((math.log(median)-math.log(k))/sigma)
def excess(median,sigma,k):
    if k==INF: return 0.
    m=math.log(median); z=(math.log(k)-m)/sigma
    return max(0.,math.exp(m+sigma*sigma/2)*Phi(sigma-z)-k*Phi(-z))
def half_square(median,sigma,k):
    """integral of excess from k to infinity = E[((T-k)+)^2]/2"""
    m=math.log(median); z=(math.log(k)-m)/sigma
    return max(0.,.5*(math.exp(2*m+2*sigma*sigma)*Phi(2*sigma-z)-2*k*math.exp(m+sigma*sigma/2)*Phi(sigma-z)+k*k*Phi(-z)))
# ---------- shares (section 2)
def domestic_codes(b,G): return list(G['EUU']) if b=='EUU' else [b]
def pos(t): return {k:v for k,v in sorted((t or {}).items()) if v and v>0}
def shares_of(st,inp,P,G,name):
    W=pos(st.get('world'))
    if not W: return None
    s=sum(W.values()); own=domestic_codes(inp['buyer'],G)
    W={k:v/s for k,v in W.items()}
    wdom=sum(v for k,v in W.items() if k in own); Wf={k:v for k,v in W.items() if k not in own}
    I={k:v for k,v in pos(st.get('imports')).items() if k not in own}; si=sum(I.values()); I={k:v/si for k,v in I.items()}
    named={k:v for k,v in pos(st.get('named_supply')).items() if k not in own}
    origins=sorted(set(Wf)|set(I)|set(named))
    ownu=wdom/lookup(P['demand_share'],inp['buyer'])
    IR=st.get('import_reliance')
    if IR is None:
        d=min(P['domestic_inferred']['cap'],P['domestic_inferred']['factor']*ownu,clamp(1-(st.get('import_reliance_bound') or 0),0,1))
    else:
        free=clamp(1-IR,0,1); d=min(free,ownu)+(P['secondary_weight']*max(0,free-ownu) if name not in P['stages_without_recycling'] else 0)
    if not origins: d=1
    eol=inp.get('eol_rir'); eol=P['eol_rir_default'] if eol is None else eol
    sec=clamp(P['secondary_weight']*eol,0,1)
    phi=0 if not I else (1 if not Wf else st.get('import_weight') if st.get('import_weight') is not None else P['import_weight'])
    fw=sum(Wf.values()); sn=sum(named.values())
    a={}
    for o in origins:
        f=phi*I.get(o,0)+((1-phi)*Wf.get(o,0)/fw if fw>0 else 0)
        a[o]=(1-sec)*(1-d)*(named.get(o,0)+(1-sn)*f)
    return dict(a=a,world={o:Wf.get(o,0) for o in origins},domestic=(1-sec)*d,secondary=sec)
def on_foreign_feed(sh,src,dep,same):
    foreign=sum(src['a'].values())
    if foreign<=0 or sh['domestic']<=0: return sh
    moved={o:sh['domestic']*dep*(v/foreign if same else v) for o,v in src['a'].items()}
    os=sorted(set(sh['a'])|set(moved))
    return dict(a={o:sh['a'].get(o,0)+moved.get(o,0) for o in os},world={o:sh['world'].get(o,0) for o in os},
        domestic=sh['domestic']*(1-dep*(1 if same else foreign)),secondary=sh['secondary'])
def all_shares(inp,P,G):
    out={}
    for k in STAGES:
        st=inp['stages'].get(k)
        if st is None: continue
        own=shares_of(st,inp,P,G,k)
        feed=next((f for f in P['domestic_feed'] if f['stage']==k and inp['element'] in f['elements']),None)
        if own and feed:
            same=feed['from']==k; src=own if same else out.get(feed['from'])
            if src: own=on_foreign_feed(own,src,feed['dependency'],same)
        out[k]=own
    return out
# ---------- measures (section 3)
class Dated: pass
def dated(measures,reliefs,P,know):
    rl=sorted([dict(r,kf=last(r['known_from']),ef=first(r.get('effective_from') or r['known_from']),et=end(r.get('effective_to'))) for r in reliefs or []],key=lambda r:(r['kf'],r['id']))
    out=[]
    for m in sorted(measures or [],key=lambda m:m['id']):
        d=Dated(); d.m=m; d.id=m['id']; d.kf=last(m['known_from']); d.ef=first(m.get('effective_from') or m['known_from'])
        revs=m.get('effective_to_revisions')
        if revs:
            kn=[r for r in sorted(revs,key=lambda r:last(r['known_from'])) if last(r['known_from'])<=know]
            d.et=end(kn[-1]['effective_to']) if kn else INF
        else: d.et=end(m.get('effective_to'))
        d.sf=INF if m.get('suspended_from') is None else first(m['suspended_from']); d.st=end(m.get('suspended_to'))
        d.reliefs=[r for r in rl if m['id'] in r['measures']]; out.append(d)
    return out
def on_day(d,day,know,P):
    if d.kf>know: return None
    sk=d.sf<=know; e=d.et; firm=False; st=d.st; eas=[]
    for r in d.reliefs:
        if r['kf']>know: continue
        if r['kind']=='ends' and r['ef']<=e: e=r['ef']; firm=True
        elif r['kind']=='extends_suspension' and sk: st=max(st,r['et'])
        elif r['kind']=='eases' and r['ef']<=day<r['et']: eas.append(r)
    g=P['undecided_lapse_grace_days']
    susp=sk and d.sf<=day<st+g
    lapsed=0 if day<st else ((day-st)/g if susp else 1)
    state='ended' if day>=e else 'suspended' if susp else 'in_force' if d.ef<=day else 'announced'
    return dict(state=state,end=e,firm=firm,sk=sk,st=st,lapsed=lapsed,eas=eas)
def names_stage(ss,k): return k in ss or (k=='separation' and 'refining' in ss)
def names_el(es,el,G): return any(n==el or (n[0]=='@' and n!='@dual_use' and el in G.get(n[1:],[])) for n in es)
def direct(m,el,k,G): return max([ (1 if a.get('coverage') is None else a['coverage']) for a in m['applies'] if names_stage(a['stages'],k) and names_el(a['elements'],el,G)],default=0)
def hits(m,b,G): return 'ALL' in m['targets'] or b in m['targets'] or (b=='EUU' and any(x in m['targets'] for x in G['EUU'])) or ('EUU' in m['targets'] and b in G['EUU'])
def coverage(m,el,k,b,o,allm,day,know,P,G):
    if o not in m['origins'] or not hits(m,b,G): return 0
    dr=direct(m,el,k,G)
    du=max([(1 if a.get('coverage') is None else a['coverage']) for a in m['applies'] if '@dual_use' in a['elements'] and names_stage(a['stages'],k)],default=0)
    if du<=dr: return dr
    lic=0
    for x in allm:
        l=x.m
        if l['control_class']!='licence' or l is m or 'ALL' not in l['targets'] or o not in l['origins']: continue
        c=direct(l,el,k,G)
        if c>lic:
            s=on_day(x,day,know,P)
            part=0 if s is None else 1 if s['state']=='in_force' else s['lapsed'] if s['state']=='suspended' else 0
            lic=max(lic,c*part)
    return max(dr,du*lic)
def g(x,P):
    if x<=0: return 0.
    t=P['binding_lag_days']; return min(1,(1-math.exp(-x/t))/(1-math.exp(-P['horizon_days']/t)))
def finished(el,k,P):
    f=P['finished_goods'].get(k); return f is not None and (f=='*' or el in f)
def class_of(name,el,k,eu,P):
    c=P['control_class'][name]; rho,med=c['rho'],c['median']
    if 'finished' in c and finished(el,k,P): rho,med=c['finished']['rho'],c['finished']['median']
    if 'end_use_rho' in c: rho=c['end_use_rho'][eu]
    return c['group'],rho,c.get('end_use_pi',{}).get(eu,c['pi']),med
def ramp_of(m,rho,P):
    """what other sources can add while a measure of depth rho holds: little when every buyer is hit, in proportion to the depth"""
    if 'ALL' not in m['targets']: return P['ramp_targeted']
    return P['ramp_targeted']-(P['ramp_targeted']-P['ramp_all'])*min(1.,rho/P['ramp_full_depth'])
def ages(name,eu,P): return eu not in P['control_class'][name].get('end_use_pi',{})
def regime_start(d,byid):
    s=d.ef; x=d; seen=set()
    while x.m.get('succeeds') in byid and x.id not in seen:
        seen.add(x.id); x=byid[x.m['succeeds']]; s=min(s,x.ef)
    return s
from params import GROUPS as _G
GROUP_EUU=_G['EUU']
def evidence_factor(inp,mid,el,k,b,D,know,P):
    rows=[r for r in inp.get('control_outcomes') or [] if r['measure']==mid and el in r['elements'] and k in r['stages'] and last(r['known_from'])<=know]
    for who in (b,)+(('EUU',) if b in GROUP_EUU else ())+('ALL',):
        rr=[r for r in rows if r['buyer']==who]
        if rr:
            r=max(rr,key=lambda r:(last(r['seen_to']),r['id'])); age=max(0,D-last(r['seen_to']))
            return (1 if r['below'] else -1)*math.log(P['binding_evidence']['likelihood_ratio'])*2**(-age/P['binding_evidence']['half_life_days']),r['id']
    return 0.,None
def with_odds(p,logf):
    if p<=0 or logf==0: return p
    if p>=1: return p
    return 1/(1+math.exp(-(math.log(p/(1-p))+logf)))
def effects(el,k,b,o,inp,allm,D,know,H,P,G,renew,a_o,spare_of):
    """measures of origin o at element, stage for buyer b. a_o, spare_of: for the draw."""
    byid={d.id:d for d in allm}; out=[]
    succ={d.m['succeeds']:d for d in allm if d.m.get('succeeds') and d.kf<=know}
    eu=inp.get('end_use') or P['end_use_default']
    for d in allm:
        m=d.m; cov=coverage(m,el,k,b,o,allm,D,know,P,G)
        if cov<=0: continue
        s=on_day(d,D,know,P)
        if s is None or s['state']=='ended': continue
        easings=sum(names_stage(r['stages'],k) for r in s['eas'])
        grp,rho,pi,med=class_of(m['control_class'],el,k,eu,P)
        start_reg=regime_start(d,byid)
        # force
        now=0.; st=0; p=0.; age=0
        e=s['end']-D; w=0 if (s['firm'] or d.id in succ) else P['renewal_restriction']
        if s['state']=='in_force':
            since=max(d.ef,s['st']) if s['sk'] else d.ef
            if not s['sk']: since=min(since,start_reg)
            st,p,now,age=0,1.,1.,D-since
        elif s['state']=='announced':
            pred=byid.get(m.get('succeeds')); p=P['p_announced']
            if pred is not None:
                ps=on_day(pred,D,know,P)
                if ps and ps['state']=='in_force': p=now=1.
            st,age=d.ef-D,max(0,D-start_reg) if pred is not None else 0
        else:
            u=s['st']-D
            if u<=0:
                und=1-renew**math.ceil(H/P['renewal_term_days'])
                st,p,now,age=max(0,d.ef-D),und+(1-und)*s['lapsed'],s['lapsed'],max(0,D-max(d.ef,s['st']))
            elif u<H:
                n=1+math.floor((H-u)/P['renewal_term_days']); st,p,age=max(u,d.ef-D),1-renew**n,0
            else: p=0.
        todo=[]
        if grp!='none' and p>0 and st<H and st<e: todo.append((d.id,m['control_class'],grp,rho,pi,med,st,e,p,now,age,w,easings))
        if s['state']=='suspended' and m.get('residual_class'):
            gr,rr,pp,mm=class_of(m['residual_class'],el,k,eu,P)
            if gr!='none': todo.append((d.id+'#residual',m['residual_class'],gr,rr,pp,mm,0,s['st']-D,1.,1.,max(0,D-d.ef),0,0))
        for (id,cn,gr,rr,pp,mm,st_,e_,p_,now_,age_,w_,ez) in todo:
            fl=P['pi_age_floor']; aged=pp*(fl+(1-fl)*2**(-age_/P['pi_age_half_life_days']) if ages(cn,eu,P) else 1.)*P['general_licence_factor']**ez
            ev,row=evidence_factor(inp,d.id,el,k,b,D,know,P)
            aged=with_odds(aged,ev)
            g1=g(min(H,e_)-st_,P); bind=g1+w_*(g(H-st_,P)-g1)
            tot,st_now=aged*p_*bind,aged*now_*bind
            if tot<=0: continue
            out.append(dict(id=id,cls=cn,group=gr,rho=rr*cov,pi=tot,pi_state=st_now,median=mm,start=st_,status=s['state'],ramp=ramp_of(m,rr*cov,P),evidence=row,
              stock=stock_balance(d,s,cn,cov,el,k,b,o,a_o,spare_of,inp,allm,byid,D,know,P,G,eu)))
    return sorted(out,key=lambda x:x['id'])
def periods(d,s,D):
    stopped=d.sf if s['sk'] else INF
    ps=[(d.ef,min(D,s['end'],stopped),1.)]
    if s['sk']: ps.append((max(d.ef,s['st']),min(D,s['end']),s['lapsed']))
    return [x for x in ps if x[1]>x[0] and x[2]>0]
def left(fr,to,D,median,half):
    L=to-fr; c=math.log(2)/half; f=1/median
    x=L*math.exp(-c*L) if abs(f-c)<1e-12 else (math.exp(-c*L)-math.exp(-f*L))/(f-c)
    return x*math.exp(-c*(D-to))
def stock_balance(d,s,cn,cov,el,k,b,o,a,spare_of,inp,allm,byid,D,know,P,G,eu):
    """days of cover that notice has added (+) or the regime has drawn (-)"""
    if a is None or a<=0: return 0.
    S=P['stock']; half=S['refill_half_life_days']; chain=[d]; x=d
    while x.m.get('succeeds') in byid and byid[x.m['succeeds']] not in chain: x=byid[x.m['succeeds']]; chain.append(x)
    X=0.
    for y in chain:
        ys=on_day(y,D,know,P)
        if ys is None: continue
        gr,rho,pi,med=class_of(y.m['control_class'],el,k,eu,P)
        if gr=='none': continue
        for fr,to,wt in periods(y,ys,D):
            c=coverage(y.m,el,k,b,o,allm,fr,know,P,G)
            l=max(0,a*rho*c-spare_of(a,ramp_of(y.m,rho*c,P)))
            if l>0: X+=wt*l*pi*left(fr,to,D,med,half)
    f=chain[-1]
    notice=clamp(min(f.ef,D)-f.kf,0,S['notice_days_max'])
    added=S['days_per_notice_day']*notice*a*cov*2**(-max(0,D-f.ef)/half) if d.m['control_class']!='none' and P['control_class'][cn]['group']=='flow' else 0.
    return added-X
def drawn_of_ended(el,k,b,o,a,spare_of,inp,allm,D,know,P,G):
    """largest draw of any measure of the origin, ended and suspended ones included"""
    byid={d.id:d for d in allm}; eu=inp.get('end_use') or P['end_use_default']; big=0.
    for d in allm:
        if o not in d.m['origins'] or not hits(d.m,b,G): continue
        s=on_day(d,D,know,P)
        if s is None or P['control_class'][d.m['control_class']]['group']=='none': continue
        cov=max([coverage(d.m,el,k,b,o,allm,fr,know,P,G) for fr,_,_ in periods(d,s,D)],default=0)
        if cov<=0: continue
        big=max(big,-stock_balance(d,s,d.m['control_class'],cov,el,k,b,o,a,spare_of,inp,allm,byid,D,know,P,G,eu))
    return big
# ---------- controls in force and scheduled (section 4)
def layers(ms,key):
    ps=sorted({m[key] for m in ms if m[key]>0}); out=[]; prev=0.
    for p in ps: out.append((p-prev,[m for m in ms if m[key]>=p])); prev=p
    out.append((1-prev,[])); return out
def flow_sets(ms):
    return dict(rho=max(m['rho'] for m in ms),median=max(m['median'] for m in ms),ramp=min(m['ramp'] for m in ms),bonus=min(max(0.,m['stock']) for m in ms))
def user_set(ms,P):
    eu=max([m['rho'] for m in ms if m['cls'].startswith('end_use')],default=0.); li=sum(m['rho'] for m in ms if not m['cls'].startswith('end_use'))
    return dict(rho=min(max(P['user_list_cap'],eu),eu+li),median=max(m['median'] for m in ms),ramp=min(m['ramp'] for m in ms),bonus=0.)
def alternatives(F,U,P):
    """candidate severities (rho, median, ramp, bonus, start) of a set of flow and user measures that bind together"""
    out=[]
    starts=sorted({m['start'] for m in F+U})
    for s in starts:
        f=[m for m in F if m['start']<=s]; u=[m for m in U if m['start']<=s]; ff=uu=None
        if f:
            ff=flow_sets(f); out.append(dict(ff,start=s))
        if u: uu=user_set(u,P); out.append(dict(uu,start=s))
        if ff and uu: out.append(dict(rho=1-(1-ff['rho'])*(1-uu['rho']),median=min(ff['median'],uu['median']),ramp=min(ff['ramp'],uu['ramp']),bonus=ff['bonus'],start=s))
    return out
def control(a,ms,cover,spare_of,H,P,key):
    """q, inside by days, expected days, states"""
    if a<=0 or not ms: return None
    fl=[m for m in ms if m['group']=='flow']; us=[m for m in ms if m['group']=='user']
    X=[H,min(H,P['horizon_short_days'])]; q=0.; ins=[0.,0.]; days=0.; states=[]
    for wf,F in layers(fl,key):
        for wu,U in layers(us,key):
            w=wf*wu
            if w<=0 or not(F or U): continue
            best=(0.,None); bi=[0.,0.]; bd=0.
            for c in alternatives(F,U,P):
                l=max(0.,a*c['rho']-spare_of(a,c['ramp'])); tts=(cover+c['bonus'])/l if l>0 else INF
                p=tail(c['median'],P['control_sigma'],tts)
                if p>best[0]: best=(p,dict(loss=l,tts_days=tts,start=c['start']))
                for i,x in enumerate(X):
                    if l>0: bi[i]=max(bi[i],p*min(1,g(x-tts-c['start'],P)/g(H-c['start'],P)))
                if l>0 and tts<H-c['start']: bd=max(bd,l*(excess(c['median'],P['control_sigma'],tts)-excess(c['median'],P['control_sigma'],H-c['start'])))
            q+=w*best[0]; ins=[i+w*y for i,y in zip(ins,bi)]; days+=w*bd
            b=best[1] or dict(loss=0.,tts_days=INF,start=0)
            states.append(dict(weight=w,flow=[m['id'] for m in F],user=[m['id'] for m in U],loss=b['loss'],tts_days=None if b['tts_days']==INF else b['tts_days'],p_outlast=best[0]))
    q=min(q,LARGEST); ins=[-math.log1p(-min(i,LARGEST)) for i in ins]
    return dict(q=q,Lambda=-math.log1p(-q),inside_365=ins[0],inside_90=ins[1],expected_days=days,states=states)
def split(L,ms,wt):
    s=sum(wt(m) for m in ms); return {m['id']:L*wt(m)/s for m in ms if wt(m)>0} if s>0 else {}
def active(origin,a,ms,cover,spare_of,H,P):
    """hazards of an origin: what is in force, and what is scheduled"""
    out=[]
    now=[m for m in ms if m['pi_state']>0]; zero=dict(q=0.,Lambda=0.,inside_365=0.,inside_90=0.,expected_days=0.,states=[])
    S=control(a,now,cover,spare_of,H,P,'pi_state') if now else None
    A=control(a,ms,cover,spare_of,H,P,'pi')
    if S: out.append(dict(id='active_control:'+origin,kind='active_control',part='state',a=a,q=S['q'],states=S['states'],Lambda=S['Lambda'],Lambda_base=S['Lambda'],inside_365=S['inside_365'],inside_90=S['inside_90'],expected_days=S['expected_days'],Lambda_measures=split(S['Lambda'],now,lambda m:m['pi_state']*m['rho'])))
    if A and any(m['pi']>m['pi_state'] for m in ms):
        B=S or zero; L=max(0.,A['Lambda']-B['Lambda'])
        out.append(dict(id='scheduled_control:'+origin,kind='scheduled_control',part='event',a=a,q=-math.expm1(-L),states=A['states'],Lambda=L,Lambda_base=L,inside_365=max(0.,A['inside_365']-B['inside_365']),inside_90=max(0.,A['inside_90']-B['inside_90']),expected_days=max(0.,A['expected_days']-B['expected_days']),Lambda_measures=split(L,[m for m in ms if m['pi']>m['pi_state']],lambda m:(m['pi']-m['pi_state'])*m['rho'])))
    return out
# ---------- signals (section 6)
def signals_used(inp,P):
    x={};stale=[]
    for s in SIGNALS:
        r=(inp.get('signals') or {}).get(s) or {}; v,age=r.get('x'),r.get('age_days')
        if v is None or age is None or age>P['signal_stale_after_days'][s]: stale.append(s); x[s]=P['signal_unknown_x']['value']
        else: x[s]=clamp(v,0,4)
    return x,stale
def tilt(wts,x,H,P):
    """mean multiplier over the first H days while each state halves with its half-life, and the terms at day 0"""
    terms={s:wts.get(s,0)*x[s] for s in SIGNALS if wts.get(s,0)*x[s]>0}
    if not terms or H<=0: return 1.,terms
    n=int(math.ceil(H)); tot=0.
    for d in range(n):
        y=0.
        for s in terms: y+=terms[s]*2**(-(d+.5)/P['signal_half_life_days'][s])
        tot+=math.expm1(min(P['tilt_cap'],y))
    return 1+tot/n,terms
def mean_terms(terms,H,P):
    L={s:P['signal_half_life_days'][s]/math.log(2)*(1-2**(-H/P['signal_half_life_days'][s]))*terms[s] for s in terms}; return L
# ---------- rated hazards (section 5)
def rated(id,kind,a,rho,median,sigma,rate,cover,spare_of,H,P,wts=None,x=None):
    spare=spare_of(a,P['ramp_all']); l=max(0.,a*rho-spare); tts=cover/l if l>0 else INF; p=tail(median,sigma,tts); Y=P['year_days']
    X2=min(H,P['horizon_short_days'])
    u,terms=tilt(wts,x,H,P) if wts else (1.,{}); u2=tilt(wts,x,X2,P)[0] if wts else 1.
    base=rate*H/Y*p; L=base*u
    days=0.
    if l>0 and tts<H: days=rate*u/Y*l*max(0.,(H-tts)*excess(median,sigma,tts)-(half_square(median,sigma,tts)-half_square(median,sigma,H)))
    ins=lambda X,uu: rate*uu*max(0.,X-tts)/Y*p if tts<INF else 0.
    mt=mean_terms(terms,H,P); s=sum(mt.values())
    return dict(id=id,kind=kind,part='event',a=a,rho=rho,spare=spare,loss=l,tts_days=None if tts==INF else tts,lambda_base=rate,multiplier=u,p_outlast=p,Lambda=L,Lambda_base=base,
        Lambda_signals={k:(L-base)*v/s for k,v in mt.items()} if s>0 else {},inside_365=ins(H,u),inside_90=ins(X2,u2),expected_days=days)
def gov(inp,o,P):
    r=(inp.get('governance') or {}).get(o) if o!='OTH' else None
    if not r or r.get('pv') is None: return P['pv_missing']['value']
    return r['pv']
def unrest_rate(pv,P): i=P['instability']; return clamp(i['rate0']*math.exp(-i['gamma']*pv),i['min'],i['max'])
def control_rate(o,b,inp,P):
    """announcement equivalents a year of an origin for a buyer"""
    R=lookup_rec(P['new_control_record'],o); rec=((inp.get('control_record') or {}).get(b) or {}).get(o) or dict(n=0.,t=0.)
    return (R['alpha']+rec['n'])/(R['beta']+rec['t'])
def lookup_rec(t,o): return t[o] if o in t else t['default']
def new_effect(o,el,k,P):
    e=lookup_rec(P['new_control_effect'],o)
    if 'finished' in e and finished(el,k,P): return dict(e,**e['finished'])
    return e
def learned(inp,P,know):
    pr=P['renewal_prior']; r,l=pr['renewed'],pr['lapsed']
    for d in inp.get('suspension_decisions') or []:
        kf=last(d['known_from']); w=1. if know>=kf else 0. if d.get('undecided_from') is None else max(0.,(know-last(d['undecided_from']))/(kf-last(d['undecided_from'])))
        if d['renewed']: r+=w
        else: l+=w
    return r/(r+l)
# ---------- a stage
def transit_share(sh,st,k,b,P):
    t=0.
    for o,a in sh['a'].items():
        e=(st.get('routes') or {}).get(o)
        if e is None:
            reg=P['transit_region'].get(o,P['transit_region']['default']); th=P['transit_through'].get(b,P['transit_through']['default']); e=lookup(P['sea_fraction'],k)*lookup(th,reg)
        t+=a*e
    return t
def stage_hazards(k,sh,inp,allm,D,know,H,P,G,renew,x):
    el,b=inp['element'],inp['buyer']; st=inp['stages'][k]
    si=inp.get('si_sr'); si=P['si_default'] if si is None else si
    spare_of=lambda a,r: max(P['spare_floor'],r*(1-a)+P['substitution_weight']*(1-si))
    cv=inp.get('cover') or {}; days=cv.get(k,cv.get('default')); days=lookup(P['cover_median_days'],b) if days is None else days
    full=max(days,P['cover_floor_days'])+lookup(P['stage_pipeline_days'],k)
    orig=sorted({o for d in allm for o in d.m['origins']}-{'OTH'})
    eff={o:effects(el,k,b,o,inp,allm,D,know,H,P,G,renew,sh['a'].get(o,0),spare_of) for o in orig}
    drawn=max([drawn_of_ended(el,k,b,o,sh['a'].get(o,0),spare_of,inp,allm,D,know,P,G) for o in orig],default=0.)
    cover=min(full,max(full-max(0.,drawn),P['cover_floor_days']))
    hz=[]
    for o,a in sh['a'].items():
        if o!='OTH' and a>0 and eff.get(o): hz+=active(o,a,eff[o],cover,spare_of,H,P)
    for o,a in sh['a'].items():
        n=P['other_origins'] if o=='OTH' else 1; e=new_effect(o,el,k,P)
        w=None
        if o==P['signal_origin']: w=P['beta']['new_control'].get(b,P['beta']['new_control'].get('default',{}))
        r=n*e['pi']*control_rate(o,b,inp,P)*sh['world'][o]/n
        hz.append(rated('new_control:'+o,'new_control',a/n,e['rho'],e['median'],e['sigma'],r,cover,spare_of,H,P,w,x))
        i=P['instability']
        hz.append(rated('origin_instability:'+o,'origin_instability',a/n,i['rho'],i['median'],i['sigma'],n*unrest_rate(gov(inp,o,P),P),cover,spare_of,H,P))
    hz.append(rated('transit','transit',transit_share(sh,st,k,b,P),lookup(P['transit_rho'],b),P['transit_duration']['median'],P['transit_duration']['sigma'],P['transit_rate'],cover,spare_of,H,P,P['beta']['transit'].get(b,P['beta']['transit']['default']),x))
    f=P['facility']; pl=st.get('plant_shares') or {}; fa=st.get('facility_share')
    pf=lambda c: lookup(f['plant_fraction'],c)
    pa=fa if fa is not None else max([pl.get(b,pf(b))*sh['domestic']]+[pl.get(o,pf(o))*a/(P['other_origins'] if o=='OTH' else 1) for o,a in sh['a'].items()])
    hz.append(rated('facility','facility',pa,f['rho'],f['median'],f['sigma'],f['rate'],cover,spare_of,H,P))
    # feed
    fr=P['feed_routes']
    if fr['to']==k and st.get('feeds'):
        pipe=lookup(P['stage_pipeline_days'],fr['from']); minew=(inp['stages'].get(fr['from']) or {}).get('world') or {}; mw=sum(pos(minew).values())
        for p,parts in sorted(st['feeds'].items()):
            for o,part in sorted(parts.items()):
                if o==p or part<=0: continue
                a=part*(sh['domestic'] if p==b or p in domestic_codes(b,G) and b!='EUU' else sh['a'].get(p,0))
                if a<=0: continue
                place=f"{fr['from']}-{p}:{o}"
                if o!='OTH':
                    ms=[m for m in effects(el,fr['from'],p,o,inp,allm,D,know,H,P,G,renew,None,spare_of) if m['cls'] in fr['classes']]
                    if ms: hz+=active(place,a,ms,cover+pipe,spare_of,H,P)
                e=new_effect(o,el,fr['from'],P); i=P['instability']; wm=pos(minew).get(o,0)/mw if mw else 0
                hz.append(rated('new_control:'+place,'new_control',a,e['rho'],e['median'],e['sigma'],e['pi']*control_rate(o,p,inp,P)*wm,cover+pipe,spare_of,H,P))
                hz.append(rated('origin_instability:'+place,'origin_instability',a,i['rho'],i['median'],i['sigma'],unrest_rate(gov(inp,o,P),P),cover+pipe,spare_of,H,P))
    return sorted(hz,key=lambda h:h['id']),eff,cover,full
def score(L): return 0. if L<=0 else -100*math.expm1(-L)
def band(s,P): return ['low','guarded','elevated','high','critical'][sum(b<=s for b in P['bands'])]
def figures(hz,H):
    S=lambda f,hs=hz: sum(f(h) for h in hs)
    st=[h for h in hz if h['part']=='state']; ev=[h for h in hz if h['part']=='event']
    L,Ls,Le=S(lambda h:h['Lambda']),S(lambda h:h['Lambda'],st),S(lambda h:h['Lambda'],ev)
    pts=lambda hs,LL: {h['id']:(score(LL)*h['Lambda']/LL if LL>0 else 0.) for h in hs}
    return dict(Lambda=L,Lambda_state=Ls,Lambda_event=Le,score=score(L),state=score(Ls),new_event=score(Le),score_without_signals=score(S(lambda h:h['Lambda_base'])),
      p_stockout_365=-math.expm1(-S(lambda h:h['inside_365'])),p_stockout_90=-math.expm1(-S(lambda h:h['inside_90'])),
      expected_days=min(H,S(lambda h:h['expected_days'])),contributions=pts(hz,L),state_contributions=pts(st,Ls),event_contributions=pts(ev,Le))
def as_of(inp,P):
    D=first(inp['as_of']); K=first(inp['known_at']) if inp.get('known_at') else D; return D,min(D,K),inp.get('horizon_days') or P['horizon_days']
def score_element(inp,P,G,full=True):
    D,know,H=as_of(inp,P); allm=dated(inp.get('measures'),inp.get('reliefs'),P,know); renew=learned(inp,P,know); x,stale=signals_used(inp,P)
    shs=all_shares(inp,P,G); stages=[]; best=None
    for k in STAGES:
        if k not in shs: continue
        if shs[k] is None: stages.append(dict(stage=k,score=None,status='insufficient_data')); continue
        hz,eff,cover,cf=stage_hazards(k,shs[k],inp,allm,D,know,H,P,G,renew,x); f=figures(hz,H)
        r=dict(stage=k,shares=shs[k]['a'],domestic=shs[k]['domestic'],secondary=shs[k]['secondary'],cover_days=cover,cover_full_days=cf,**f,hazards=hz,measures={o:m for o,m in eff.items() if m and shs[k]['a'].get(o,0)>0})
        stages.append(r)
        if best is None or r['Lambda']>best['Lambda']: best=r
    if best is None: return dict(score=None,status='insufficient_data',stages=stages)
    out={k:best[k] for k in('score','state','new_event','stage','Lambda','Lambda_state','Lambda_event','p_stockout_365','p_stockout_90','expected_days','contributions','state_contributions','event_contributions')}
    out.update(status='ok',band=band(best['score'],P),score_without_signals=max(s['score_without_signals'] for s in stages if s.get('score') is not None),signals_x=x,stale=stale,stages=stages)
    return out
