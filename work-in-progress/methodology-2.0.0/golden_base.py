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
