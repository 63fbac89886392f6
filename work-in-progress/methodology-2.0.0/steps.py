import assemble as A,ref,supplier as S,table as T,register as Rg,json
d=A.load('d1.json'); D='2026-10-01'
sups=sorted({x['supplier'] for x in Rg.SITES}); base={}
def inputs(s,reg,b='JPN'):
    old=Rg._regs.get(D); Rg._regs[D]=reg; i,ch=T.sup_inputs(d,D,s,b); Rg._regs[D]=old; return i
reg0=Rg.Reg(D); Rg._regs[D]=reg0
for s in sups:
    i=inputs(s,reg0); r=S.score_supplier(i); base[s]=(json.dumps(i['sites'],sort_keys=True),r['score'])
big=[]
for l in list(reg0.links):
    if not(Rg.isfeed(l) or Rg.issale(l)): continue
    reg=Rg.Reg(D); reg.links=[x for x in reg.links if x['id']!=l['id']]
    for s in sups:
        if base[s][1] is None: continue
        i=inputs(s,reg)
        if json.dumps(i['sites'],sort_keys=True)==base[s][0]: continue
        r=S.score_supplier(i); v=r['score']
        if v is None: big.append((99,l['id'],s,base[s][1],None)); continue
        big.append((abs(v-base[s][1]),l['id'],s,base[s][1],v))
big.sort(key=lambda x:-x[0]); print(len(big),'changes by leaving out one link'); 
for x in big[:14]: print('%.1f'%x[0],x[1],x[2],x[3],x[4],next((l['share_of_input'],l['essential'],l['from'],l['to']) for l in Rg.LINKS if l['id']==x[1]))
