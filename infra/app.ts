import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import { SOURCE_CONTRACTS } from '../shared/contracts/collection/source-contracts.ts';
import { warnOfNoBudget } from './constructs/monthly-budget.ts';
import { encryptWith, parseCustomerKey } from './customer-key.ts';
import { parseExistingData } from './existing-data.ts';
import { ownFirewall } from './firewall-stack.ts';
import { givenContext } from './given-context.ts';
import { PageStack } from './page-stack.ts';
import { ServiceStack } from './service-stack.ts';
import {
  parseAlarmDestination,
  parseApiAddress,
  parseCollectContact,
  parseFirewall,
  parseMonthlyBudget,
  parsePageAddress,
  parseRegion,
  parseStage,
  parseTokens,
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
    gradualDeployment: given('gradualDeployment'),
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
  sources: SOURCE_CONTRACTS,
  collectContact: parseCollectContact(given('collectContact')),
  alarmDestination: parseAlarmDestination(like, given('alarmEmail'), given('alarmUrl')),
  monthlyBudgetDollars,
  tokens: parseTokens(given('jwtIssuer'), given('jwtAudience')),
  apiAddress: parseApiAddress(given('apiDomainName'), given('apiCertificateArn'), region),
});
if (monthlyBudgetDollars === undefined && like === 'prod') warnOfNoBudget(service);

const firewall = parseFirewall(given('webAclArn'), given('webAcl'), region);
const page = new PageStack(app, `Chokepoint-${stage}-Page`, {
  ...where,
  settings,
  service,
  address: parsePageAddress(given('domainName'), given('certificateArn')),
  ...(firewall === 'own'
    ? { webAclArn: ownFirewall(app, `Chokepoint-${stage}-Firewall`, settings), crossRegionReferences: true }
    : { webAclArn: firewall?.arn }),
});

const customerKey = parseCustomerKey(given('customerKey'), given('kmsKeyArn'));
if (customerKey !== undefined) encryptWith(customerKey, storage, [service, page]);

// A finding that is not acknowledged where it arises, with a reason, stops every synth and so every deployment.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app), new NIST80053R5Checks(app));
