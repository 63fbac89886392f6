"""Lengths by class with censoring, spread by destination, depth, stocking, outages. Deterministic."""
import json,csv,math
from math import erf,sqrt,log,exp
R='/work/main/shared/reference/'; EV='/work/shared/data/events/'
ep={r['episode_id']:r for r in csv.DictReader(open('/work/shared/data/supply/duration_severity.csv'))}
def Q(z): return .5*math.erfc(z/sqrt(2))
def fit(obs,sig=None):
    """obs [(days,censored)] -> median,sigma,ll by grid + refine"""
    def ll(m,s):
        t=0
        for d,c in obs:
            z=(log(d)-m)/s
            t+= log(max(Q(z),1e-300)) if c else -.5*z*z-log(s*d*sqrt(2*math.pi))
        return t
    m,s=log(100),1.0
    best=-1e9
    for st in (1,.3,.1,.03,.01,.003,.001):
        imp=True
        while imp:
            imp=False
            for dm,ds in((st,0),(-st,0),(0,st),(0,-st)):
                mm,ss=m+dm,s+(ds if sig is None else 0)
                if ss<.05: continue
                v=ll(mm,ss)
                if v>best+1e-12: best,m,s,imp=v,mm,ss,True
    # se of m by curvature
    h=.01; se=1/sqrt(max(1e-9,-(ll(m+h,s)-2*ll(m,s)+ll(m-h,s))/h/h))
    return exp(m),s,best,se
D=lambda i:(float(ep[i]['duration_days']),ep[i]['censored']=='yes')
show=lambda n,o:(lambda f:print(f'{n}: n {len(o)}, censored {sum(c for _,c in o)}, median {f[0]:.0f} d, sigma {f[1]:.2f}, se of ln median {f[3]:.2f}'))(fit(o))
prod=[D(i) for i in('E08','E12')]
feed=[D(i) for i in('E04','E06','E07','E09','E13','E14')]
bybuyer=[D(i) for i in('E10','E15','E16','E36')]
show('licence, feed, flows',feed); show('licence, feed by buyer',bybuyer); show('licence feed, flows and buyers',feed+bybuyer)
show('licence finished',prod)
ban=[D(i) for i in('E01','E02','E03')]; show('coercive bans',ban)
show('1.0.0 pool',feed+prod+bybuyer+ban)
orig=[D('E17'),D('E18'),D('E19'),D('E20'),D('E21')]
more=[(441,True),((2014-2011)*365+500,False),(3*365,False)] # Malaysian bauxite 2016-01-15..2017-03-31 and on; Zimbabwe chrome 2011-04..2015-06; (Indonesia 2014 is E19)
more=[(441,True),(1529,False)]
ind=[(3617-0,True)] 
# events table, still in force: Zimbabwe lithium 2022-12-16, Indonesia bauxite 2023-06-10, Malaysia 2024-01-01, Vietnam 2026-01-01, Tanzania 2017-03-02..2019-01, Burundi 2021-04, Malawi 2025-10-22, Zimbabwe 2026-02-25, India 2018
import datetime as dt
A=dt.date(2026,11,26)
op=[((A-dt.date(*x)).days,True) for x in((2022,12,16),(2023,6,10),(2024,1,1),(2026,1,1),(2021,4,1),(2025,10,22),(2026,2,25))]+[((dt.date(2019,1,1)-dt.date(2017,3,2)).days,False),((dt.date(2021,12,31)-dt.date(2021,8,1)).days,False)]
show('origin bans and quotas, episodes',orig); show('origin bans and quotas, with the events table',orig+more+op)
dis=[D('E22'),D('E23')]+[(138,False),(32,False),(273,False),(33,False)] # Kachin, platinum strike, Tengchong 2019, Las Bambas 2021, Balama 2024-09-19..2025-06-19, Bisie 2025
dis+=[(100,True)] # New Caledonia 2024-05: end not read, still so in Aug
show('unrest, strikes, border closures',dis)
out=[D(i) for i in('E24','E25','E26','E27','E28','E29','E30')]
clos=[D('E31'),D('E32'),(444,True),(1094,True),(268,True)] # US Magnesium, Mountain Pass, Grasberg from 2025-09-08, Cobre Panama from 2023-11-28, Qatalum from 2026-03-03
show('outages alone',out); show('outages and closures',out+clos)
# graphite by destination
rows=[r for r in csv.DictReader(open(EV+'severity_from_comtrade.csv'))]
g=[r for r in rows if r['hs6']=='250410' and r['destination']!='ALL']
o=[]
for r in g:
    m=r['months_to_80pct']
    o.append((13*30.4,True) if m=='' else (max(.5,float(m))*30.4,False))
show('graphite by destination',o)
w=[]
for r in g:
    w.append((float(r['baseline_kg_month']),float(r['severity_first_3_months']),float(r['severity_12_months']),float(r['frontload_ratio'])))
S=sum(x[0] for x in w); print('graphite severity first 3 months weighted %.2f, 12 months %.2f, simple means %.2f %.2f'%(sum(x[0]*x[1] for x in w)/S,sum(x[0]*x[2] for x in w)/S,sum(x[1] for x in w)/len(w),sum(x[2] for x in w)/len(w)))
fl=sorted(x[3] for x in w); print('frontload median %.2f, weighted %.2f, log-mean of positives %.2f'%(fl[len(fl)//2],sum(x[0]*x[3] for x in w)/S, exp(sum(log(f) for f in fl if f>.05)/sum(f>.05 for f in fl))))
big=[(r['destination'],r['frontload_ratio'],r['months_to_80pct'],r['severity_first_3_months']) for r in g if r['destination'] in('JPN','USA','KOR','TWN','DEU','NLD','BEL','POL','ITA','ESP','CZE')]; print(big)
# depth: mean part of the flow that is missing from the start to the last month under 80 %
print('Ga Aug-Nov 2023 against 2022-10..2023-07 mean:', 1-(0+0+250+1530)/4/((3250+5611+6480+5150)/4))
print('Ga Mar 2024', 1-1214/((3250+5611+6480)/3),'Jun 24',1-4184/((3250+5611+6480)/3))
gb=(2410+5488+4702)/3; print('Ge months',[ (m,round(1-v/gb,2)) for m,v in (('23-08',0),('23-09',1),('23-10',648),('23-11',721),('24-03',3206),('24-06',1328),('25-06',96),('25-07',763))],'mean',1-(0+1+648+721+3206+1328+96+763)/8/gb)
sb=(4034+3989+3199)/3; print('Sb Oct 24-Jun 25',1-(190+808+1721+107)/4/sb)
print('magnets Apr-Jun 25 against Jul-Oct 24, Jan 25', 1-(2628+1238+3188)/3/((5278+4914+4725+6357)/4))
print('magnets JPN May-Jun', 1-(25.7+131)/2/((188.5+212.8)/2),'USA May-Jun',1-(46+353)/2/689.)
print('Dy 2025 May-Dec mean t',(0+.001+1.4+16.7+18.04+3.5+1.0+4.12)/8,'ALL year ratio .65, JPN .05')
print('flake graphite Dec-Feb',1-(1427+940.61+2295)/3/(14483/2),'spherical',1-(948+1017+1549)/3/(7240/2))
print('HF Japan-Korea Jul,Aug 2019',1-(479+0)/2/2939)
