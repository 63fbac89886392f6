import { cpSync, rmSync } from 'node:fs';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { startDynamodbDouble } from './functions/commands/checks/dynamodb-double.ts';
import { dynamodbForReads } from './functions/adapters/dynamodb/dynamodb-clients.ts';
import { ensureTable } from './functions/adapters/dynamodb/dynamodb-tables.ts';
import { storeOfService } from './functions/local/store/embedded-client.ts';
import { prepareStore } from './functions/local/store/store-file.ts';
const F='/tmp/st/bench'; rmSync(F,{recursive:true,force:true}); cpSync('/tmp/st/new/data',F,{recursive:true});
let t=performance.now(),c=process.cpuUsage(); prepareStore(F,'all'); console.log('check all ms', (performance.now()-t).toFixed(0),'cpu ms',((process.cpuUsage(c).user+process.cpuUsage(c).system)/1000).toFixed(0));
t=performance.now(); prepareStore(F,'marks'); console.log('check marks ms',(performance.now()-t).toFixed(0));
const s=storeOfService(F); const T='Chokepoint-Scores';
const item=(await s.client.send(new GetCommand({TableName:T,Key:{pk:'SCORE#element#Dy#JPN',sk:'r0000000001'}}))).Item as any; console.log(JSON.stringify(item).length);
const d=await startDynamodbDouble(); const dc=dynamodbForReads(d.place); await ensureTable(dc,T); await dc.send(new PutCommand({TableName:T,Item:item}));
for (const [n,cl] of [['dynalite',dc],['sqlite',s.client],['dynalite',dc],['sqlite',s.client]] as const){
 for(let i=0;i<300;i++) await cl.send(new GetCommand({TableName:T,Key:{pk:item.pk,sk:item.sk}}));
 const N=2000; const ts:number[]=[]; c=process.cpuUsage(); for(let i=0;i<N;i++){const a=performance.now(); await cl.send(new GetCommand({TableName:T,Key:{pk:item.pk,sk:item.sk}}));ts.push(performance.now()-a)} const u=process.cpuUsage(c); ts.sort((a,b)=>a-b);
 console.log(n,'get cpu us',((u.user+u.system)/N).toFixed(0),'p50 us',(ts[N>>1]*1000).toFixed(0));
 const W=300; const w:number[]=[]; c=process.cpuUsage(); for(let i=0;i<W;i++){const a=performance.now(); await cl.send(new PutCommand({TableName:T,Item:{...item,pk:'b'+i}}));w.push(performance.now()-a)} const uw=process.cpuUsage(c); w.sort((a,b)=>a-b);
 console.log(n,'put one cpu us',((uw.user+uw.system)/W).toFixed(0),'p50 us',(w[W>>1]*1000).toFixed(0));
 const a=performance.now(); c=process.cpuUsage(); for(let k=0;k<10;k++) await Promise.all(Array.from({length:100},(_,i)=>cl.send(new PutCommand({TableName:T,Item:{...item,pk:'c'+k+'-'+i}})))); const uc=process.cpuUsage(c); console.log(n,'1000 puts, 100 at a time: ms',(performance.now()-a).toFixed(0),'cpu us each',((uc.user+uc.system)/1000).toFixed(0));
}
await s.close(); await d.close();
