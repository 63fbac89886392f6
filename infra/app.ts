import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { API_ROUTES } from '../shared/contracts/api/api-routes.ts';
import { SOURCE_CONTRACTS } from '../shared/contracts/collection/source-contracts.ts';
import { parseExistingData } from './existing-data.ts';
import { PageStack } from './page-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { parseAlarmDestination, parseCollectContact, parsePageAddress, parseStage, parseWebAcl, settingsOf } from './stage-settings.ts';
import { StorageStack } from './storage-stack.ts';

const app = new App();
const stage = parseStage(app.node.tryGetContext('stage') ?? 'dev');
const settings = settingsOf(stage, {
  requestsPerSecond: app.node.tryGetContext('requestsPerSecond'),
  corsAllowedOrigins: app.node.tryGetContext('corsAllowedOrigins'),
});

const storage = new StorageStack(app, `Chokepoint-${stage}-Storage`, {
  settings,
  existing: parseExistingData(app.node.tryGetContext('tables'), app.node.tryGetContext('bucket')),
});
const service = new ServiceStack(app, `Chokepoint-${stage}-Service`, {
  settings,
  storage,
  routes: API_ROUTES,
  sources: SOURCE_CONTRACTS,
  collectContact: parseCollectContact(app.node.tryGetContext('collectContact')),
  alarmDestination: parseAlarmDestination(stage, app.node.tryGetContext('alarmEmail'), app.node.tryGetContext('alarmUrl')),
});

new PageStack(app, `Chokepoint-${stage}-Page`, {
  settings,
  service,
  address: parsePageAddress(app.node.tryGetContext('domainName'), app.node.tryGetContext('certificateArn')),
  webAclArn: parseWebAcl(app.node.tryGetContext('webAclArn')),
});

// A finding that is not acknowledged where it arises, with a reason, stops every synth and so every deployment.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
