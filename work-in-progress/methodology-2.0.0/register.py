"""Suppliers of 2.0.0 from the register: which sites deliver, what feeds them, as of a date."""
import json,re,math
import ref
from ref import first,last,STAGES
from params import P,GROUPS as G,R
J=lambda f: json.load(open(R+f))
SITES=J('supplier-sites.json'); LINKS=J('supplier-links.json'); PARTIES=J('external-parties.json')
BYID={s['id']:s for s in SITES}; PARTY={p['id']:p for p in PARTIES}
SH={}
for r in J('shares.json'):
    if r['share']>0: SH.setdefault((r['element'],r['stage']),{})[r['country']]=r['share']
SUPPLY={r['symbol']:r['world_supply_tonnes'] for r in J('elements.json')}
def per(s,lastday):
    m=re.match(r'^(\d{4})-(?:H([12])|Q([1-4]))$',s)
    if m:
        y=m.group(1); n=6 if m.group(2) else 3; e=int(m.group(2) or m.group(3))*n
        s=f'{y}-{(e if lastday else e-n+1):02d}'
    return last(s) if lastday else first(s)
GIVEN=re.compile(r'\b(cancelled|no longer|closed|abandoned)\b',re.I); SLIP=re.compile(r'\b(slipped|delayed|postponed)\b',re.I)
def operation(s,day):
    """(runs, on plan)"""
    if s['capacity_type']=='cancelled': return False,False
    if s['operating']=='no':
        if GIVEN.search(s['status']) or s['start_date'] is None or SLIP.search(s['status']): return False,False
        due=per(s['start_date'],True)
        if day<due or per(s['date'],True)>=due or s['capacity_tonnes_per_year'] is None: return False,False
        return True,True
    st=None if s['start_date'] is None else per(s['start_date'],False)
    if st is not None and st<=per(s['date'],True) and day<st: return False,False
    return True,False
isfeed=lambda l:l['relation_type'] in('feedstock','tolling')
issale=lambda l:l['relation_type'] in('offtake','distribution')
class Reg:
    def __init__(s,D):
        s.day=first(D); s.op={x['id']:operation(x,s.day) for x in SITES}
        s.links=[l for l in LINKS if s.ineffect(l)]
        s.runs=lambda x:s.op[x['id']][0]; s.plan=lambda x:s.op[x['id']][1]
    def ineffect(s,l):
        if per(l['known_from'],True)>s.day or l['status']=='suspended': return False
        if l['from_date'] and per(l['from_date'],False)>s.day: return False
        if l['to_date'] and per(l['to_date'],True)<=s.day: return False
        if l['status']=='ended': return l['to_date'] is not None
        if l['status']=='active': return True
        f=BYID.get(l['to']); return f is not None and isfeed(l) and s.op[f['id']][1]
    def ownonly(s,x):
        outg=[l for l in s.links if l['from']==x['id']]; own=lambda i:i in BYID and BYID[i]['supplier']==x['supplier']
        if any(issale(l) or (isfeed(l) and not own(l['to'])) for l in outg): return False
        mine=[y for y in SITES if y['supplier']==x['supplier'] and s.runs(y)]; sep=lambda y:y['stage'] in('separation','refining')
        nxt=lambda y:(x['stage']=='mine' and sep(y)) or (x['stage']=='metal' and y['stage']=='magnet')
        if any(nxt(y) and set(x['elements'])&set(y['elements']) for y in mine): return True
        for y in mine:
            l=next((l for l in outg if isfeed(l) and l['to']==y['id']),None)
            if l and STAGES.index(y['stage'])>=STAGES.index(x['stage']) and (sep(y) or l['essential']=='yes'): return True
        return False
    def tonnes(s,x):
        if x['capacity_type'] in('actual_output','nameplate'): return x['capacity_tonnes_per_year']
        return x['capacity_tonnes_per_year'] if s.plan(x) else None
    def delivering(s,sup):
        own=[x for x in SITES if x['supplier']==sup and s.runs(x)]; sell=[x for x in own if not s.ownonly(x)]
        sell=[x for x in sell if not any(o is not x and o['count_in_totals'] and not x['count_in_totals'] and o['site_group']==x['site_group'] and o['capacity_of']==x['capacity_of'] for o in sell)]
        lines=[]
        for x in sell:
            t=[l for l in lines if any(o['stage']==x['stage'] and set(o['elements'])&set(x['elements']) for o in l)]
            for l in t: lines.remove(l)
            lines.append([y for l in t for y in l]+[x])
        out=[]
        for l in lines:
            t=[s.tonnes(x) for x in l]; comp=len({x['capacity_of'] for x,v in zip(l,t) if v is not None})==1
            if not comp: out+=[(x,1/len(l)) for x in l]; continue
            k=[v for v in t if v is not None]; mean=sum(k)/len(k); f=[mean if v is None else v for v in t]; out+=[(x,v/sum(f)) for x,v in zip(l,f)]
        return out
PROC=P['feed_routes']['processor']
def ore_feeds(e,p):
    t={c:v for c,v in SH.get((e,'mine'),{}).items() if PROC.get(c)==p}; s=sum(t.values())
    return {c:v/s for c,v in sorted(t.items())} if s else {}
def before(stage): return 'separation' if stage in('metal','magnet') else 'mine'
def shares_of_links(ls,fed,reg):
    """link -> share of the input"""
    N=P['named_share']; raw={}
    for l in ls:
        own=l['from'] in BYID and BYID[l['from']]['supplier']==fed['supplier']
        st=l['share_of_input']
        if st is None:
            grp=next((o for o in reg.links if isfeed(o) and o['from']==l['from'] and o['to'] in PARTY and fed['id'] in PARTY[o['to']]['supplier_site_ids']),None); st=grp['share_of_input'] if grp else None
        raw[l['id']]=(st,'stated') if st is not None else (N['whole'],'whole') if l['essential']=='yes' and own else (N['main'],'main') if l['essential']=='yes' else (N['other'],'other')
    # one source told twice is one feed
    src={}
    for l in ls: src.setdefault(l['from'],[]).append(raw[l['id']])
    one={k:max(v,key=lambda x:x[0]) for k,v in src.items()}
    tot=sum(v for v,_ in one.values()); cap=1. if any(b in('stated','whole') and v>=1 for v,b in one.values()) else N['sum_max']
    f=min(1,cap/tot) if tot>0 else 1
    return {k:(v*f,b) for k,(v,b) in one.items()}
class Chain:
    def __init__(s,sup,reg):
        s.reg=reg; s.sites={}; s.known=[0.,0.]
        for x,w in reg.delivering(sup):
            rt=PROC.get(x['country']) if x['stage']=='mine' and any((e,'separation') in SH for e in x['elements']) else None
            if rt:
                s.put(x['id'],x['country'],'mine',x['elements'])
                pid=f'market:separation:{rt}:of:{x["id"]}'
                d=s.put(pid,rt,'separation',x['elements']); d['weight']+=w; d['feeds']=[dict(site=x['id'],element=e,share=1.) for e in sorted(x['elements'])]; d['given']=True
            else: s.put(x['id'],x['country'],x['stage'],x['elements'],x)['weight']+=w
        todo=list(s.sites); done={}
        while todo:
            i=todo.pop(0); d=s.sites[i]
            if d.get('given') or done.get(i)==tuple(sorted(d['elements'])): continue
            done[i]=tuple(sorted(d['elements'])); d['feeds']=s.feeds(d); todo+=[f['site'] for f in d['feeds']]
    def put(s,id,c,stage,els,row=None):
        d=s.sites.setdefault(id,dict(id=id,country=c,stage=stage,elements=set(),weight=0.,feeds=[],row=row)); d['elements']|=set(els)
        return d
    def market(s,stage,c,e):
        i=f'market:{stage}:{c}'; s.put(i,c,stage,[e]); return i
    def links(s,row,e):
        reg=s.reg; own=[p for p in PARTIES if row['id'] in p['supplier_site_ids']]
        for ends in ([row['id']],[p['id'] for p in own if p['kind']!='country_pool'],[p['id'] for p in own if p['kind']=='country_pool']):
            f=[l for l in reg.links if isfeed(l) and l['to'] in ends and e in l['elements']]
            if f: return f
        return []
    def source(s,frm,e,fed,stage,passed=()):
        reg=s.reg; x=BYID.get(frm)
        if x is not None:
            if not reg.runs(x): return []
            s.put(x['id'],x['country'],x['stage'],[e],x); return [(x['id'],1.)]
        p=PARTY.get(frm)
        if p is None or frm in passed: return []
        if p['kind']=='country_pool': return [(s.market(before(stage),p['country'],e),1.)]
        ms=[BYID[i] for i in p['supplier_site_ids'] if i in BYID and i!=fed]; run=[m for m in ms if reg.runs(m) and not reg.plan(m) and e in m['elements']]
        sell=[m for m in run if not reg.ownonly(m)] or run; pl=[m for m in sell if m['stage']==before(stage)] or sell
        if pl:
            for m in pl: s.put(m['id'],m['country'],m['stage'],[e],m)
            return [(m['id'],1/len(pl)) for m in pl]
        sell=[l for l in reg.links if l['to']==frm and (issale(l) or isfeed(l)) and e in l['elements']]; out=[]
        for l in sell: out+=[(i,v/len(sell)) for i,v in s.source(l['from'],e,fed,stage,passed+(frm,))]
        if out: return out
        s.put(p['id'],p['country'],before(stage),[e]); return [(p['id'],1.)]
    def feeds(s,d):
        out=[]; row=d['row']; stage=d['stage']
        if stage=='mine': return []
        for e in sorted(d['elements']):
            got=0.; ff={}
            if row is not None:
                ls=s.links(row,e)
                for frm,(v,b) in shares_of_links(ls,row,s.reg).items():
                    for i,part in s.source(frm,e,row['id'],stage): ff[i]=ff.get(i,0)+v*part; got+=v*part
                    s.known[1]+=v; s.known[0]+=v if b in('stated','whole') else 0
            rest=max(0.,1-got)
            if row is not None and re.search('recycled',row.get('capacity_of') or '',re.I): rest=0.
            if rest>1e-12:
                s.known[1]+=rest
                mk={}
                if stage in('metal','magnet'):
                    mk=dict(SH.get((e,'separation'),{})); lead=max(mk,key=lambda c:mk[c]) if mk else None
                    if lead==d['country']: mk={lead:1.}
                    elif row is not None and row.get('china_origin_content')=='no': mk.pop('CHN',None)
                    src='separation'
                elif stage=='separation': mk=ore_feeds(e,d['country']); src='mine'
                t=sum(mk.values())
                for c,v in sorted(mk.items()):
                    i=s.market(src,c,e); ff[i]=ff.get(i,0)+rest*v/t
            out+=[dict(site=i,element=e,share=v) for i,v in sorted(ff.items())]
        return out
    def inputs(s):
        return {i:dict(country=d['country'],stage=d['stage'],elements=sorted(d['elements']),**({'weight':d['weight']} if d['weight']>0 else {}),**({'feeds':d['feeds']} if d['feeds'] else {})) for i,d in sorted(s.sites.items())}
_regs={}
def reg(D):
    if D not in _regs: _regs[D]=Reg(D)
    return _regs[D]
def named_supply(D,e,k,b):
    """Named links into the pool of the buyer's plants replace their share of its mix at the stage of the feed."""
    if k!='separation': return None
    r=reg(D); out={}
    for l in r.links:
        p=PARTY.get(l['to'])
        if not p or p['kind']!='country_pool' or p['country']!=b or not isfeed(l) or l['essential']=='no' or e not in l['elements']: continue
        v=l['share_of_input'] if l['share_of_input'] is not None else P['named_share']['other']
        q=PARTY.get(l['from']); cs=[]
        if l['from'] in BYID: cs=[BYID[l['from']]['country']]
        elif q and q['kind']=='country_pool': cs=[q['country']]
        elif q: cs=[BYID[i]['country'] for i in q['supplier_site_ids'] if i in BYID and r.runs(BYID[i]) and not r.plan(BYID[i]) and not r.ownonly(BYID[i]) and BYID[i]['stage']==k and e in BYID[i]['elements']]
        cs=sorted(set(cs))
        for c in cs: out[c]=max(out.get(c,0),v/len(cs))
    return out or None
