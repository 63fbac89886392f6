/** Texts of the page about oneself: rights, alerts and webhooks. */
import { catalogue, counted } from './language.ts';

export const ACCOUNT = catalogue({
  who: ['Who I am', '利用者'],
  client: ['Client', 'クライアント'],
  rights: ['Rights', '権限'],
  until: ['Signed in until', 'サインインの期限'],
  openAccess: [
    'Access to this service is open: whoever reaches it may read and write.',
    'このサービスは公開されており、接続できる人は誰でも閲覧と書き込みができます。',
  ],
  'scores:read': ['read scores', '確率の閲覧'],
  'signals:write': ['send observations', '観測の送信'],
  'suppliers:write': ['store suppliers', '供給者の保存'],
  'companies:write': ['store companies', '会社の保存'],
  'measures:write': ['enter controls of one’s own', '自社用の規制の登録'],
  'measures:publish': ['enter controls for all', '全員向けの規制の登録'],
  'alerts:write': ['set alerts', '通知の設定'],
  admin: ['everything', 'すべて'],
  readOnly: [
    'Your key can read this and change nothing: ask whoever runs the service for that right.',
    'お使いのキーは閲覧専用です。変更するには、運営者に権限を依頼してください。',
  ],
  alerts: ['Alerts', '通知'],
  noAlerts: [
    'No alert yet: conditions are checked after each run.',
    'まだ通知はありません。計算のたびに条件を確認します。',
  ],
  rules: ['Conditions', '通知条件'],
  noRules: ['No condition yet.', '通知条件はまだありません。'],
  sentTo: [
    'Alerts stand on this page, and go to your webhooks, below.',
    '通知はこの画面に表示し、下のWebhookにも送ります。',
  ],
  tellWhen: ['Tell me when', '知らせる条件'],
  any_90: [
    'the chance that at least one of my materials stops me within 90 days',
    '少なくとも1品目で90日以内に操業が止まる確率',
  ],
  line_90: [
    'the chance that a single material of mine stops me within 90 days',
    'ある1品目で90日以内に操業が止まる確率',
  ],
  line_90_scarce: [
    'the chance that a single material of mine is scarce within 90 days',
    'ある1品目が90日以内に調達難となる確率',
  ],
  expected_loss: ['the expected loss of my company', '自社の損失の見込み'],
  element: ['the chance of a standstill for an element within a year', 'ある元素の1年以内の操業停止の確率'],
  element_scarce: ['the chance of scarcity of an element within a year', 'ある元素の1年以内の調達難の確率'],
  reaches: ['rises to (percent; money for a loss)', 'しきい値（%、損失は金額）'],
  rehearse: ['How often last year?', '過去1年なら何回？'],
  nothingWatched: [
    'Nothing has this figure today, so the alert cannot ring until a company with materials is stored. Add it all the same?',
    '現在この値を持つものがなく、材料のある会社を保存するまで通知されません。追加しますか？',
  ],
  holds: (holding: number, of: number) => [
    `${of === 1 ? 'It is' : `${holding} of ${of} are`} at or above this already. An alert rings only when the figure rises to it from below: not before it has fallen. Add it all the same?`,
    `${of}件のうち${holding}件は、すでにこの値以上です。下から達したときだけ通知するため、いったん下がるまで通知されません。追加しますか？`,
  ],
  rehearsed: (fired: number, weeks: number) => [
    `It would have rung ${counted(fired, ['time', 'times'], '')} in ${counted(weeks, ['week', 'weeks'], '')}.`,
    `過去${weeks}週間なら${fired}回通知していました。`,
  ],
  rehearsedUnknown: ['Not known: no week of it has a history yet.', '不明です。過去の数値がまだありません。'],
  addRule: ['Add condition', '条件を追加'],
  remove: (name: string) => [`Delete ${name}`, `${name}を削除`],
  webhooks: ['Webhooks', 'Webhook'],
  noWebhooks: ['No webhook yet.', 'Webhookはまだありません。'],
  address: ['Address', 'アドレス'],
  addWebhook: ['Add webhook', 'Webhookを追加'],
  secret: (secret: string) => [
    `Secret to verify signatures, shown once: ${secret}`,
    `署名を確認する秘密鍵（この一度だけ表示）: ${secret}`,
  ],
  test: ['Send a test', 'テストを送る'],
  tested: ['A test is on its way.', 'テストを送信しました。'],
  mail: [
    'Alerts also go by mail to those whom the operator has subscribed.',
    '運営者が登録した宛先には、通知がメールでも届きます。',
  ],
  ruleName: (what: string, limit: string) => [`When ${what}: ${limit}`, `${what}が${limit}以上`],
});
