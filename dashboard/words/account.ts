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
  'scores:read': ['read scores', 'スコアの閲覧'],
  'signals:write': ['send observations', '観測の送信'],
  'suppliers:write': ['store suppliers', '供給者の保存'],
  'companies:write': ['store companies', '会社の保存'],
  'measures:write': ['enter controls of one’s own', '自社用の規制の登録'],
  'measures:publish': ['enter controls for all', '全員向けの規制の登録'],
  'alerts:write': ['set alerts', '通知の設定'],
  admin: ['everything', 'すべて'],
  alerts: ['Alerts', '通知'],
  noAlerts: [
    'No alert yet: rules are judged after each run.',
    'まだ通知はありません。規則は計算のたびに判定されます。',
  ],
  rules: ['Rules', '規則'],
  noRules: ['No rule yet.', '規則はまだありません。'],
  tellWhen: ['Tell me when', '知らせる条件'],
  any_90: [
    'any of my materials is likely to run out within 90 days',
    '自社の材料のいずれかが90日以内に尽きる確率',
  ],
  line_90: ['one of my materials runs out within 90 days', '自社の材料の一つが90日以内に尽きる確率'],
  expected_loss: ['the expected loss of my company', '自社の損失の見込み'],
  element: ['an element falls short', '元素が不足する確率'],
  reaches: ['reaches (percent or money)', 'しきい値（%または金額）'],
  rehearse: ['How often last year?', '昨年なら何回？'],
  rehearsed: (fired: number, weeks: number) => [
    `It would have rung ${counted(fired, ['time', 'times'], '')} in ${counted(weeks, ['week', 'weeks'], '')}.`,
    `過去${weeks}週間なら${fired}回通知していました。`,
  ],
  rehearsedUnknown: ['Not known: no week of it has a history yet.', '不明です。過去の数値がまだありません。'],
  addRule: ['Add rule', '規則を追加'],
  remove: (name: string) => [`Delete ${name}`, `${name}を削除`],
  webhooks: ['Webhooks', 'Webhook'],
  noWebhooks: [
    'No webhook yet. Alerts stand on this page; an address of yours can get them, too.',
    'Webhookはまだありません。通知はこの画面に表示され、指定したアドレスにも送れます。',
  ],
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
