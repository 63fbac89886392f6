/** Texts around every room, and those that several rooms use. */
import { catalogue, days } from './language.ts';

export const WORDS = catalogue({
  purpose: [
    'Chokepoint tells buyers of critical materials how likely it is that users stand still for want of one within the next 365 days, how likely it is that it is scarce, and why.',
    'Chokepointは、重要鉱物を買う側に、今後365日以内に材料が尽きて操業が止まる確率と、調達が難しくなる確率、その理由を示します。',
  ],
  skip: ['Skip to content', '本文へ移動'],
  rooms: ['Rooms', 'メニュー'],
  today: ['Today', '今日'],
  explore: ['Explore', '一覧・比較'],
  whatIf: ['What if', 'シナリオ分析'],
  evidence: ['Evidence', '根拠'],
  find: ['Find an element, supplier or country', '元素・供給者・国を探す'],
  buyer: ['Buyer', '調達国'],
  otherLanguage: ['日本語', 'English'],
  account: ['Account', 'アカウント'],
  signedInAs: (client: string) => [`Signed in as ${client}`, `${client} としてサインイン中`],
  openToAll: ['No sign-in is needed on this service.', 'このサービスではサインインは不要です。'],
  signOut: ['Sign out', 'サインアウト'],
  myCompany: ['My materials, stock and suppliers', '自社の材料・在庫・供給者'],
  myAlerts: ['Alerts and webhooks', '通知とWebhook'],
  footMethod: ['How it is made', '算出方法'],
  footApi: ['API', 'API'],
  print: ['Print', '印刷'],
  foot: [
    'Standstill: users have to stop, their stock gone after they have done without what can be done without. Scarcity: some cannot get what they order. Both are expert judgement held against what buyers reported, not yet validated; a chance below 3% has no range.',
    '操業停止: 減らせる使用を減らしても在庫が尽き、需要家が操業を止めること。調達難: 注文しても一部の需要家が手に入れられないこと。いずれの確率も需要家の報告と照らした専門家の判断であり、まだ検証されていません。3%未満の確率には幅を示しません。',
  ],
  numbersOf: (day: string) => [`Numbers of ${day}`, `${day}の数値`],
  whatIsMissing: ['What is missing', '不足している情報'],
  statusName: ['State of the facts', '事実の状態'],
  green: ['Green.', '青。'],
  amber: ['Amber.', '黄。'],
  red: ['Red.', '赤。'],
  serviceAway: (clock: string) => [
    `The service does not answer. These are its numbers of ${clock}.`,
    `サービスが応答しません。表示は${clock}時点の数値です。`,
  ],
  noAnswer: ['The service does not answer.', 'サービスが応答しません。'],
  changedMeanwhile: [
    'Somebody has changed this meanwhile: look at what is stored now, and send it again.',
    'その間に内容が変更されました。現在の内容を確かめ、もう一度送信してください。',
  ],
  oneMoment: ['One moment …', '処理中…'],
  tryAgain: ['Try again', 'もう一度試す'],
  madeFor: (buyer: string, run: string) => [
    `Buyer: ${buyer}. Run ${run}.`,
    `調達国: ${buyer}。実行 ${run}。`,
  ],
  history: (weeks: number, of: number) => [
    `The past is being filled in: ${weeks} of ${of} weeks.`,
    `過去の数値を計算中: ${of}週のうち${weeks}週。`,
  ],
  firstScoresTitle: ['The first scores are being made', '最初の確率を計算しています'],
  firstScoresText: [
    'This takes about a quarter of a minute. The page fills by itself.',
    '15秒ほどで終わります。画面は自動で更新されます。',
  ],
  nowhereTitle: ['There is no such page', 'このページはありません'],
  nowhereText: (path: string) => [`Nothing is at ${path}.`, `${path} には何もありません。`],
  wrongBuyer: (name: string, shown: string) => [
    `There is no buyer “${name}”. Shown is ${shown}.`,
    `「${name}」という調達国はありません。表示は${shown}のものです。`,
  ],
  toToday: ['Go to Today', '「今日」へ'],
  viewBroken: ['This view has been replaced by a newer one.', 'この画面は新しい版に置き換わりました。'],
  loadAnew: ['Load the page anew', 'ページを読み込み直す'],

  chance: ['Chance', '確率'],
  standstill: ['Standstill', '操業停止'],
  scarcity: ['Scarcity', '調達難'],
  scarceIs: (chance: string) => [`scarcity ${chance}`, `調達難 ${chance}`],
  todayIs: (chance: string) => [`today ${chance}`, `現在 ${chance}`],
  dotsMean: ['One dot: one of 20 equally likely values', '点は、等しくありうる20通りの値'],
  range: (low: string, high: string) => [`${low} to ${high}`, `${low}～${high}`],
  mostLikely: ['Most likely', '区分'],
  bandIs: (chance: string, band: string) => [`${chance} ${band}`, `「${band}」の確率 ${chance}`],
  bandPair: (chance: string, one: string, other: string) => [
    `${chance} ${one} or ${other}`,
    `「${one}」か「${other}」の確率 ${chance}`,
  ],
  low: ['low', '低い'],
  guarded: ['guarded', '要注意'],
  elevated: ['elevated', 'やや高い'],
  high: ['high', '高い'],
  critical: ['critical', '危機的'],
  ofWhich: ['Of which', '内訳'],
  inForce: ['in force', '発効中'],
  mayBegin: ['may begin', '今後の発生'],
  security: ['security', '安全保障'],
  stock: ['Stock', '在庫'],
  unknown: ['unknown', '不明'],
  yours: ['yours', '自社'],
  ofCountry: (country: string) => [`${country}’s`, country],
  change: ['Change', '変化'],
  twelveMonths: ['12 months', '12か月'],
  element: ['Element', '元素'],
  supplier: ['Supplier', '供給者'],
  country: ['Country', '国'],
  material: ['Material', '材料'],
  heavy: ['Heavy rare earths', '重レアアース'],
  light: ['Light rare earths', '軽レアアース'],
  loss: ['Expected loss', '損失の見込み'],
  remove: (name: string) => [`Remove ${name}`, `${name}を外す`],
  noPlaceYet: ['Place comes with the next run', '順位は次回の計算で決まります'],
  places: (from: number, to: number) => [
    from === to ? `Place ${from}` : `Places ${from} to ${to}`,
    from === to ? `${from}位` : `${from}～${to}位`,
  ],
  inDays: (count: number) => [
    count === 0
      ? 'today'
      : count === 1
        ? 'tomorrow'
        : count > 730
          ? `in ${Math.round(count / 365)} years`
          : `in ${days(count)}`,
    count === 0
      ? '今日'
      : count === 1
        ? '明日'
        : count > 730
          ? `${Math.round(count / 365)}年後`
          : `${count}日後`,
  ],
  downloadCsv: ['Download CSV', 'CSVを保存'],
  downloadPng: ['Save picture', '画像を保存'],
  copyLink: ['Copy link', 'リンクをコピー'],
  linkCopied: ['Link copied', 'コピーしました'],
  asTable: ['As a table', '表で見る'],
  mine: ['Mine', '採掘'],
  separation: ['Separation', '分離・精製'],
  refining: ['Refining', '精錬'],
  metal: ['Metal', '金属'],
  magnet: ['Magnet', '磁石'],
});

/** A number as it is written, or that it is unknown. */
export const orUnknown = (value: number | null | undefined, written: (value: number) => string): string =>
  value == null ? WORDS.unknown : written(value);
