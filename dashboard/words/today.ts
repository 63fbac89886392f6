/** Texts of Today and of the company. */
import { catalogue, counted } from './language.ts';

const materials = (count: number): string => counted(count, ['material', 'materials'], '品目');

export const TODAY = catalogue({
  headline: (standing: number, scarce: number, of: number) => [
    `Of your ${materials(of)}, ${standing === 0 ? 'none' : standing} may stop you within a year with a chance of 10% or more; ${scarce === 0 ? 'none' : scarce} more likely than not ${scarce === 1 ? 'becomes' : 'become'} scarce`,
    `${of}品目のうち、1年以内の操業停止の確率が10%以上は${standing}品目、調達難の確率が5割を超えるのは${scarce}品目です`,
  ],
  anyStops: (short: string, middle: string, long: string, scarce: string) => [
    `Chance that at least one stops you: ${short} within 30 days, ${middle} within 90, ${long} within a year; that at least one is scarce within a year: ${scarce}.`,
    `少なくとも1品目で操業が止まる確率は、30日以内に${short}、90日以内に${middle}、1年以内に${long}です。1年以内に少なくとも1品目が調達難となる確率は${scarce}です。`,
  ],
  lossExpected: (mean: string, bad: string) => [
    `Expected loss in a year ${mean}; in one of twenty years more than ${bad}.`,
    `1年の損失の見込みは${mean}、20年に1度は${bad}を超えます。`,
  ],
  noMaterials: ['No material of this company is rated', 'この会社には評価できる材料がありません'],
  headlineElements: (standing: number, scarce: number, of: number, country: string) => [
    `${country}, ${of} critical elements: ${scarce} more likely than not to be scarce within a year; of ${standing} users stand still with a chance of 10% or more`,
    `${country}の${of}元素: 1年以内の調達難の確率が5割を超えるのは${scarce}元素、操業停止の確率が10%以上は${standing}元素です`,
  ],
  company: ['Company', '会社'],
  material: ['Material, amount a year', '材料・年間数量'],
  materials: ['Materials', '材料'],
  watching: ['Watching', '注視中'],
  mostAtRisk: ['Most at risk', '確率の高い元素'],
  allElements: ['All elements', 'すべての元素'],
  within: (short: string, middle: string) => [
    `${short} in 30 days, ${middle} in 90`,
    `30日以内${short}、90日以内${middle}`,
  ],
  nation: ['As a country', '国全体'],
  edit: ['Edit materials and stock', '材料・在庫を編集'],
  tryStop: ['Try a stop', '供給停止を試算'],
  emptyTitle: ['See the risk of your own materials', '自社の材料で見る'],
  emptyText: [
    'Paste your bill of materials, your stock and your suppliers: CSV with any columns, in English, Japanese, Chinese or German. You see how each row was understood before anything is stored.',
    '部品表・在庫・供給者を貼り付けてください。列は自由なCSVで、日本語・英語・中国語・ドイツ語に対応します。保存の前に各行の読み取り結果を確認できます。',
  ],
  importNow: ['Import materials', '材料を取り込む'],
  sampleFirst: ['Look at an example first', 'まず例を見る'],
  changed: ['What changed', '変化とその理由'],
  thirtyDays: ['30 days', '30日'],
  period: ['Period', '期間'],
  changedFor: (country: string) => [
    `For ${country} as a whole. The causes add up to the change.`,
    `${country}全体の値です。要因の合計が変化に一致します。`,
  ],
  nothingMoved: (points: string) => [
    `No news: nothing moved by a point or more. Time alone changed chances by up to ${points}.`,
    `新しい動きはなく、1ポイント以上の変化はありません。時間の経過による変化は最大${points}です。`,
  ],
  underOnePoint: ['less than a point', '1ポイント未満'],
  changesUnknown: [
    'Not known yet: the numbers of that day have not been worked out.',
    'まだ分かりません。当時の数値の計算が終わっていません。',
  ],
  furtherMoves: (count: number) => [
    `${count} more moved by a point or more.`,
    `ほかに${count}件が1ポイント以上動きました。`,
  ],
  nextDates: ['Next dates', '今後の予定'],
  datesOf: (country: string) => [
    `for ${country} with its stock, not for your own lines`,
    `${country}全体とその在庫による値（自社の品目の値ではありません）`,
  ],
  noDates: [
    'No date is set that would change one of these chances.',
    'これらの確率を変える予定日はありません。',
  ],
  noEffect: ['no change of a point or more', '1ポイント以上の変化なし'],
  signals: ['Security signals', '安全保障シグナル'],
  countedTo: (day: string, age: number) => [
    `counted up to ${day}, ${counted(age, ['day', 'days'], '')} ago`,
    `${day}まで集計済み（${age}日前）`,
  ],
  neverCounted: ['never counted', '集計なし'],
  oldIsUnknown: [
    'What is out of date counts as unknown, never as calm.',
    '古い情報は「平穏」ではなく「不明」として扱います。',
  ],
  signalCurrent: ['current', '最新'],
  signalStale: ['out of date', '期限切れ'],
  signalUnknown: ['unknown', '不明'],
});
