import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import { API_ROUTES } from '../shared/contracts/api/api-routes.ts';
import { SOURCE_CONTRACTS } from '../shared/contracts/collection/source-contracts.ts';
import { warnOfNoBudget } from './constructs/monthly-budget.ts';
import { parseExistingData } from './existing-data.ts';
import { givenContext } from './given-context.ts';
import { PageStack } from './page-stack.ts';
import { ServiceStack } from './service-stack.ts';
import {
  parseAlarmDestination,
  parseCollectContact,
  parseMonthlyBudget,
  parsePageAddress,
  parseRegion,
  parseStage,
  parseWebAcl,
  settingsOf,
} from './stage-settings.ts';
import { StorageStack } from './storage-stack.ts';

const app = new App();
const given = givenContext((name) => app.node.tryGetContext(name));
const { stage, like } = parseStage(given('stage') ?? 'dev', given('like'));
const settings = settingsOf(
  { stage, like },
  {
    requestsPerSecond: given('requestsPerSecond'),
    corsAllowedOrigins: given('corsAllowedOrigins'),
    apiConcurrency: given('apiConcurrency'),
  },
);
const region = parseRegion(given('region'));
const where = region === undefined ? {} : { env: { region } };

const monthlyBudgetDollars = parseMonthlyBudget(given('monthlyBudgetDollars'));

const storage = new StorageStack(app, `Chokepoint-${stage}-Storage`, {
  ...where,
  settings,
  existing: parseExistingData(given('tables'), given('bucket')),
});
const service = new ServiceStack(app, `Chokepoint-${stage}-Service`, {
  ...where,
  settings,
  storage,
  routes: API_ROUTES,
  sources: SOURCE_CONTRACTS,
  collectContact: parseCollectContact(given('collectContact')),
  alarmDestination: parseAlarmDestination(like, given('alarmEmail'), given('alarmUrl')),
  monthlyBudgetDollars,
});
if (monthlyBudgetDollars === undefined && like === 'prod') warnOfNoBudget(service);

new PageStack(app, `Chokepoint-${stage}-Page`, {
  ...where,
  settings,
  service,
  address: parsePageAddress(given('domainName'), given('certificateArn')),
  webAclArn: parseWebAcl(given('webAclArn')),
});

// A finding that is not acknowledged where it arises, with a reason, stops every synth and so every deployment.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app), new NIST80053R5Checks(app));
