"""2.0.0 parameters: 1.1.0 values plus the changes below. The list is the source of the draft JSON in the repository."""
import json
R='/work/main/shared/reference/'
BASE=json.load(open(R+'methodology/1.1.0.json'))
GROUPS=BASE['groups']
P={k:v['value'] for k,v in BASE['parameters'].items()}
for k in ['new_control_clock_start','new_control_prior','new_control_tier','new_control_gov_ref','joint_controls','cover_sigma_default','user_rho_cap']: P.pop(k)
def ch(value,unit,basis,source,note=''): return dict(value=value,unit=unit,basis=basis,source=source,note=note)
cls={}
def C(name,group,rho,pi,median,finished=None,end_use=None):
    d=dict(group=group,rho=rho,pi=pi,median=median)
    if finished: d['finished']=finished
    if end_use: d['end_use_rho']=end_use
    cls[name]=d
FIN=dict(rho=.65,median=115)
C('embargo','flow',.9,.95,400); C('ban','flow',.8,.85,400)
C('licence','flow',.75,.8,400,FIN)
C('extraterritorial_licence','flow',.5,.6,400,dict(rho=.5,median=115))
C('origin_ban','flow',.8,.85,1500); C('export_quota','flow',.5,.6,1500)
C('production_quota','flow',.03,.3,240); C('technology_ban','flow',.03,.3,365)
C('supply_disruption','flow',.7,.6,110)
EU=lambda c,d,s:dict(civil=c,defence=d,semiconductor_advanced=s)
C('end_use_broad','user',.35,.75,400,None,EU(.35,.95,.5)); cls['end_use_broad']['end_use_pi']={'defence':.95}
C('end_use_defence','user',.02,.75,400,None,EU(.02,.95,.05)); cls['end_use_defence']['end_use_pi']={'defence':.95}
C('end_use_semiconductor','user',.01,.75,400,None,EU(.01,.05,.6))
C('entity_list','user',.04,.75,400,None,EU(.04,.1,.04)); C('watch_list','user',.01,.75,400,None,EU(.01,.03,.01))
C('none','none',0,0,1)
CHANGES=json.load(open('/work/wt/method2-ref/changes.json')) if False else None
NEW={
'control_class':ch(cls,'1, 1, d','fitted','lengths and depths: annex A of the specification'),
}
P['control_class']=cls
P.update(
 finished_goods={'magnet':'*','refining':['C']},
 control_sigma=1.3, destination_sigma=.73,
 new_control_record={'CHN':dict(start='2005-01-01',half_life_years=2,alpha=.2,beta=2),'default':dict(start='2014-01-01',half_life_years=10,alpha=.5,beta=20)},
 new_control_effect={'CHN':dict(pi=.7,rho=.75,median=400,sigma=1.3,finished=FIN),'default':dict(pi=.7,rho=.7,median=1500,sigma=1.3)},
 new_control_count_classes=['embargo','ban','origin_ban','licence','extraterritorial_licence','export_quota','end_use_broad'],
 p_announced=.7, renewal_restriction=.67,
 binding_evidence=dict(likelihood_ratio=3,half_life_days=365),
 stock=dict(refill_half_life_days=120,days_per_notice_day=1.6,notice_days_max=60),
 signal_half_life_days=dict(carriers=14,senkaku=30,taiwan_strait=3),
 instability=dict(rate0=.027,gamma=.8,min=.002,max=.5,rho=.6,median=110,sigma=1.0),
 facility=dict(rate=.05,rho=1,plant_fraction={'CHN':.15,'default':.5},median=70,sigma=1.6),
 feed_routes={**P['feed_routes'],'classes':['supply_disruption','ban','origin_ban','embargo','export_quota']},
 domestic_feed=[dict(elements=['Sb'],stage='refining',**{'from':'refining'},dependency=.8),dict(elements=['Nd','Pr','Dy','Tb'],stage='magnet',**{'from':'separation'},dependency=.8)],
 ramp_full_depth=.5, user_list_cap=.6, end_use_default='civil',
 cover_sigma=dict(floor=.4,commercial_unknown=1.1,none=1.1),
 country_share_at_least=.1,
 imports_missing=dict(concentration=3,other_mean=.43,other_strength=3,weight_strength=2),
 element_need={'magnet':{'Dy':.35,'Tb':.35,'Sm':.35,'Co':.35,'default':1},'default':1},
 named_share=dict(whole=1,main=.8,other=.2,strength=5,sum_max=.9),
)
P['supplier']={**P['supplier']}
P['sampling']={**P['sampling'],'sd_ln_evidence':.5,'sd_ln_stock':.5,'share_strength':5}
