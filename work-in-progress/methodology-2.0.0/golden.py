import json,copy,math
import ref,supplier as S,sample
from params import P,GROUPS as G
def pj(x): return json.loads(json.dumps(x))
GOV={c:dict(pv=a,pv_se=b,wgi_mean=w) for c,a,b,w in[('CHN',-.51,.21,-.29),('MYS',.17,.21,.445),('MMR',-2.13,.23,-1.667),('AUS',.92,.21,1.543),('USA',.03,.21,.995),('VNM',-.04,.21,-.34),('COD',-2.04,.21,-1.583),('DEU',.59,.22,1.318),('IDN',-.5,.21,-.2),('JPN',.95,.22,1.35)]}
CALM={s:dict(x=0,age_days=0) for s in('senkaku','taiwan_strait','carriers')}
def rec(b,**k): return {b:{o:dict(n=n,t=t) for o,(n,t) in k.items()}}
T10=8.53
def base(**k):
    d=dict(element='Dy',buyer='JPN',as_of='2026-10-01',eol_rir=0,si_sr=.9,stages={'separation':dict(world=dict(CHN=.976,MYS=.024),concentration=100)},cover={'default':62},cover_sigma={'default':.76},governance=GOV,signals=CALM,measures=[],reliefs=[],
      control_record=rec('JPN',CHN=(.93,2.88),MYS=(0.,T10),OTH=(0.,T10)))
    d.update(k); return pj(d)
def m(id,cls,els,stages,targets=['ALL'],origins=['CHN'],**k):
    cov=k.pop('coverage',1); return dict(id=id,control_class=cls,origins=origins,targets=targets,applies=[dict(elements=els,stages=stages,coverage=cov)],**k)
LIC=m('A','licence',['Dy'],['refining','metal'],known_from='2025-04-04',effective_from='2025-04-04')
LICN=m('A','licence',['Ge'],['refining'],known_from='2023-07-03',effective_from='2023-08-01')
GE=dict(element='Ge',buyer='USA',si_sr=.97,eol_rir=.02,stages={'refining':dict(world=dict(CHN=.83,BEL=.1,USA=.07),concentration=50,imports=dict(CHN=.4,BEL=.6),import_reliance=.9)},cover={'default':60},cover_sigma={'default':1.1},control_record=rec('USA',CHN=(.5,2.88),BEL=(0.,T10)))
BAN=m('B','ban',['Ge'],['refining'],['USA'],known_from='2024-12-03',effective_from='2024-12-03')
CO=dict(element='Co',buyer='JPN',as_of='2025-09-01',si_sr=.96,eol_rir=.1,stages={'mine':dict(world=dict(COD=.73,IDN=.14,AUS=.13),concentration=100)},cover={'default':40},control_record=rec('JPN',COD=(.8,8.2),IDN=(1.,8.2),AUS=(0.,8.2)))
COBAN=m('CO-BAN','origin_ban',['Co'],['mine'],origins=['COD'],known_from='2025-02-24',effective_from='2025-02-22',effective_to_revisions=[dict(known_from='2025-02-24',effective_to='2025-06-21'),dict(known_from='2025-06-21',effective_to='2025-09-20'),dict(known_from='2025-09-21',effective_to='2025-10-15')])
COQ=m('CO-QUOTA','export_quota',['Co'],['mine'],origins=['COD'],known_from='2025-09-21',effective_from='2025-10-16',effective_to='2027-12-31',succeeds='CO-BAN')
USERS=[m('U-BROAD','end_use_broad',['@dual_use'],['refining','metal','magnet'],['JPN'],known_from='2026-01-06'),m('U-LIST1','entity_list',['@dual_use'],['refining','metal'],['JPN'],known_from='2026-02-24'),m('U-LIST2','watch_list',['Dy'],['refining'],['JPN'],known_from='2026-06-29'),m('U-DEF','end_use_defence',['Dy'],['refining'],['ALL'],known_from='2024-12-03'),m('U-CHIP','end_use_semiconductor',['Dy'],['refining'],['ALL'],known_from='2025-10-09')]
out=lambda id,below,seen,kf,buyer='ALL',measure='A',el='Dy',st='separation': dict(id=id,measure=measure,elements=[el],stages=[st],buyer=buyer,seen_to=seen,below=below,known_from=kf)
FEEDST={'mine':dict(world=dict(CHN=.5,MMR=.35,AUS=.15),concentration=30),'separation':dict(world=dict(CHN=.976,MYS=.024),concentration=100,feeds=dict(CHN=dict(CHN=.5882352941176471,MMR=.4117647058823529),MYS=dict(AUS=1)))}
MAG=dict(element='Nd',stages={'separation':dict(world=dict(CHN=.87,MYS=.08,USA=.05),concentration=100,imports=dict(CHN=.76,VNM=.24),import_reliance=1,named_supply=dict(MYS=.2)),'magnet':dict(world=dict(CHN=.94,JPN=.05,VNM=.01),concentration=100,plant_shares=dict(JPN=.4))},cover={'default':62,'magnet':82},control_record=rec('JPN',CHN=(.93,2.88),MYS=(0.,T10),USA=(0.,T10),VNM=(.1,T10)))
cases=[]
def el(id,desc,**k):
    i=base(**k); i={a:b for a,b in i.items() if b is not None}; cases.append(dict(id=id,kind='element',description=desc,inputs=i,expected=pj(ref.score_element(i,P,G))))
el('M01','one dominant origin, no measure: new control by share and record, unrest, transit, plant; nothing in force, so the state is 0')
el('M02','a licence of a feed in force: state and event apart, their union is the score, stock drawn since April 2025',measures=[LIC])
el('M03','a licence with 29 days of notice: what buyers stocked has been used, the draw is counted',**{**GE,'measures':[LICN]})
el('M04','the same ten days after the licence begins: the stock that notice built is still there and lengthens only the terms of that licence',**{**GE,'as_of':'2023-08-11','measures':[LICN]})
el('M05','a ban on one buyer beside the licence of all: both bind together with the smaller ramp',**{**GE,'measures':[LICN,BAN]})
el('M06','the ban suspended to a known day: in the event part, and the state is not above that of M05',**{**GE,'measures':[LICN,{**BAN,'suspended_from':'2025-11-09','suspended_to':'2027-01-10'}]})
el('M07','day 30 after a suspension ran out without news: half of the ban is in force',**{**GE,'as_of':'2026-12-28','measures':[LICN,{**BAN,'suspended_from':'2025-11-09','suspended_to':'2026-11-27'}]})
el('M08','an announced licence: all of it is event',**{**GE,'as_of':'2023-07-10','measures':[LICN]})
el('M09','a finished good: shallower and shorter, magnets under licence',**{**MAG,'measures':[m('A','licence',['Nd'],['magnet'],known_from='2025-04-04',effective_from='2025-04-04')]})
el('M10','an end that is known: 2025-09-01 knows the end of 20 September, not that of October',**{**CO,'measures':[COBAN,COQ]})
el('M11','the day the successor is known: the regime goes on, the state does not fall',**{**CO,'as_of':'2025-09-21','measures':[COBAN,COQ]})
el('M12','the successor in force: its age and its draw run from the beginning of the regime',**{**CO,'as_of':'2025-10-16','measures':[COBAN,COQ]})
el('M13','flow and user measures, civil buyer',measures=[LIC]+USERS)
el('M14','the same for a defence buyer',measures=[LIC]+USERS,end_use='defence')
el('M15','the same for advanced semiconductors',measures=[LIC]+USERS,end_use='semiconductor_advanced')
el('M16','trade seen below 80 % of the baseline nine months ago raises the chance to bind; the row of the buyer goes before ALL',measures=[LIC],control_outcomes=[out('O-ALL',False,'2025-10-31','2025-12-31'),out('O-JPN',True,'2025-12-31','2026-01-31','JPN')])
el('M17','trade seen back at its baseline lowers it, and fades with the age of what was seen',measures=[LIC],control_outcomes=[out('O-1',False,'2025-08-31','2025-10-31')])
el('M18','a signal at x 3 with a half-life of three days, one that is stale: the year feels little, the first ninety days more',signals=dict(senkaku=dict(x=1.2,age_days=3),taiwan_strait=dict(x=3,age_days=0),carriers=dict(x=2,age_days=40)),stages={'separation':dict(world=dict(CHN=.976,MYS=.024),concentration=100,routes=dict(CHN=.9))})
el('M19','ore that feeds plants of another country: a closed mine in force, and unrest and controls at its origin',stages=FEEDST,measures=[m('MM','supply_disruption',['Dy'],['mine'],origins=['MMR'],known_from='2024-10-22',effective_from='2024-10-19')],as_of='2024-11-15',control_record={**rec('JPN',CHN=(.2,2.88),MYS=(0.,7.),MMR=(0.,7.),AUS=(0.,7.)),**rec('CHN',MMR=(.6,7.),CHN=(0.,2.88),AUS=(0.,7.),MYS=(0.,7.)),**rec('MYS',AUS=(0.,7.))})
el('M20','domestic magnets from foreign oxide, a named supplier of that oxide: a loss of Malaysia reaches the magnets',**MAG)
el('M21','unknown cover, imports, governance, recycling and substitution: defaults, and a bound of an old reliance',buyer='TWN',stages={'separation':dict(world=dict(CHN=.8,TWN=.02,OTH=.18),concentration=None,import_reliance_bound=.9)},cover=None,cover_sigma=None,governance={},eol_rir=None,si_sr=None,signals={},measures=[LIC],control_record=rec('TWN',CHN=(.5,2.88),OTH=(0.,T10)))
el('M22','a horizon of 90 days',horizon_days=90,measures=[LIC])
el('M23','a measure that has ended still has its draw on the stock',measures=[{**LIC,'effective_to':'2026-08-31'}])
el('M24','no world shares: no score',stages={'separation':dict(world={})})
def sup(id,desc,i):
    i=pj(i); cases.append(dict(id=id,kind='supplier',description=desc,inputs=i,expected=pj(S.score_supplier(i,P,G))))
SL={**LIC,'applies':[dict(elements=['Dy','Tb'],stages=['refining','metal','magnet'],coverage=1),dict(elements=['Nd','Pr'],stages=['magnet'],coverage=1)]}
SR={b:{o:dict(n=n,t=t) for o,(n,t) in dict(CHN=(c,2.88),JPN=(0.,T10),MYS=(0.,T10),AUS=(0.,T10)).items()} for b,c in(('JPN',.93),('USA',.5),('EUU',.5),('DEU',.5),('MYS',.4),('CHN',0.))}
JP={'PLANT':dict(country='JPN',stage='magnet',elements=['Dy','Nd'],weight=1,feeds=[dict(site='market:separation:CHN',element='Dy',share=.97),dict(site='LYN',element='Dy',share=.03),dict(site='market:separation:CHN',element='Nd',share=.6),dict(site='LYN',element='Nd',share=.4)]),'market:separation:CHN':dict(country='CHN',stage='separation',elements=['Dy','Nd']),'LYN':dict(country='MYS',stage='separation',elements=['Dy','Nd'],feeds=[dict(site='MTW',element='Dy',share=1),dict(site='MTW',element='Nd',share=1)]),'MTW':dict(country='AUS',stage='mine',elements=['Dy','Nd'])}
SB=dict(buyer='USA',as_of='2026-10-01',sites=JP,elements=['Dy','Nd'],cover_days=50,world_share=dict(CHN=.97,MYS=.08,AUS=.1,JPN=.05),china_content=None,governance=GOV,signals=CALM,measures=[SL,USERS[0]],reliefs=[],control_record=SR)
sup('M25','measures act where the goods go: the rule on Japan hits the feed of a plant in Japan, also for a buyer in the USA',SB)
sup('M26','the same deliveries made in China: the border of the buyer, finished goods',{**SB,'sites':{'CHNPLANT':dict(country='CHN',stage='magnet',elements=['Dy','Nd'],weight=1)},'world_share':dict(CHN=.94)})
sup('M27','a listed supplier with plants in two countries, a content rule under suspension',{**SB,'sites':{**JP,'PLANT':{**JP['PLANT'],'weight':.7},'EUPLANT':dict(country='DEU',stage='magnet',elements=['Nd'],weight=.3,feeds=[dict(site='market:separation:CHN',element='Nd',share=.9)])},'listing':dict({'class':'watch_list'}),'measures':[SL,USERS[0],{**m('X','extraterritorial_licence',['Dy'],['refining'],known_from='2025-10-09',effective_from='2025-10-09'),'suspended_from':'2025-11-07','suspended_to':'2027-01-10'}]})
sup('M28','an ore that another country separates: its controls come with it',{**SB,'sites':{'MINE':dict(country='MMR',stage='mine',elements=['Dy']),'market:separation:CHN:of:MINE':dict(country='CHN',stage='separation',elements=['Dy'],weight=1,feeds=[dict(site='MINE',element='Dy',share=1)])},'elements':['Dy'],'world_share':dict(CHN=.97,MMR=.35),'control_record':{**SR,'CHN':{**SR['CHN'],'MMR':dict(n=.6,t=T10)},'USA':{**SR['USA'],'MMR':dict(n=0.,t=T10)}}})
sup('M29','no site delivers: no score',{**SB,'sites':{'A':dict(country='CHN',stage='mine',elements=['Dy'])}})
for id,desc,i in(('M30','interval of M13, 40 draws',base(measures=[LIC]+USERS)),('M31','interval of M21, 40 draws: everything unknown is drawn',cases[20]['inputs'])):
    cases.append(dict(id=id,kind='interval',description=desc,inputs={**i,'draws':40},expected=pj(sample.interval(i,P,G,40))))
prim=dict(tail=[[89,230,1.3],[1000,110,1.0]],)
args={'half_square':[[115,1.3,40],[400,1.3,365],[70,1.6,10]],'excess':[[115,1.3,40],[400,1.3,365]],'tilt':[[{'senkaku':.137327,'taiwan_strait':.068663},{'senkaku':2,'taiwan_strait':4,'carriers':0},365],[{'taiwan_strait':.274653},{'senkaku':0,'taiwan_strait':4,'carriers':0},90]],'with_odds':[[.64,math.log(3)],[.9,-.5],[1,2]],'left':[[0,545,545,400,90],[0,100,200,115,90]]}
fn={'half_square':ref.half_square,'excess':ref.excess,'tilt':lambda w,x,H: ref.tilt(w,x,H,P)[0],'with_odds':ref.with_odds,'left':ref.left}
cases.append(dict(id='M32',kind='primitive',description='lengths inside the horizon, signals over their own decay, odds, what is left of a draw; arguments in the order of the text',inputs=args,expected={k:[fn[k](*a) for a in v] for k,v in args.items()}))
doc=dict(schema='Cases of methodology 2.0.0, worked by a program that was written from docs/methodology-2.0.0.md and shares no code with the product. Numbers agree to tolerance; absent and null mean unknown.',methodology='2.0.0',tolerance=1e-9,groups=G,parameters=P,cases=cases)
json.dump(doc,open('/work/wt/method2/test/golden/scoring-cases-2.0.0.json','w'),indent=1,sort_keys=False); open('/work/wt/method2/test/golden/scoring-cases-2.0.0.json','a').write('\n')
for c in cases:
    e=c['expected']; print(c['id'],c['kind'],c['description'][:70],{k:round(e[k],2) for k in('state','new_event','score','p05','p95') if isinstance(e.get(k),(int,float))},e.get('stage'))
