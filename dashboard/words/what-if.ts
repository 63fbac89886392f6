/** Texts of the room What if. */
import { catalogue, counted } from './language.ts';

export const WHAT_IF = catalogue({
  title: ['What if supply stops?', '供給が止まったら？'],
  intro: [
    'Start from something that happened or build a stop from parts. It is taken as certain; what stays uncertain is how long stock lasts and what others add.',
    '過去の出来事から始めるか、条件を組み合わせてください。停止は確実に起きるものとし、在庫の持続日数や他国からの補充の不確かさは残します。',
  ],
  templates: ['Start from', '出発点'],
  own: ['My own stop', '自分で組み立てる'],
  ownText: ['built from parts, below', '下の条件から'],
  more: (count: number) => [`${count} more`, `ほか${count}件`],
  forWhom: ['For whom', '対象'],
  allBuyers: ['All five buyers', '5つの調達国すべて'],
  stop: (n: number) => [`Stop ${n}`, `条件${n}`],
  what: ['What stops', '止まるもの'],
  everything: ['everything', 'すべて'],
  allRareEarths: ['All rare earths', 'レアアース全体'],
  addElement: ['Add an element or group', '元素・グループを追加'],
  nobody: ['choose', '選ぶ'],
  lane: ['Strait or sea', '海峡・海域'],
  steps: ['At which steps', '工程'],
  begins: ['Begins in', '開始まで'],
  lasts: ['For how long', '期間'],
  wholeYear: ['the whole year', '1年間'],
  depth: ['How much of it', '止まる割合'],
  addStop: ['Add another stop', '条件を追加'],
  stock: ['More stock than today', '在庫の上積み'],
  none: ['none', 'なし'],
  signals: ['Security signals', '安全保障シグナル'],
  asTheyAre: ['as they are', '今のまま'],
  calm: ['calm (0)', '平穏（0）'],
  busy: ['busy (75)', '活発（75）'],
  most: ['at their maximum (100)', '最大（100）'],
  empty: [
    'Nothing is changed yet: choose one of the cards, or where supply stops.',
    'まだ何も変えていません。カードを選ぶか、供給の止まる場所を選んでください。',
  ],
  headline: (rising: number, scarcer: number | null, of: number) => [
    `${rising} of ${of} would rise by a point or more${scarcer === null ? '' : `, and ${scarcer} in scarcity`}`,
    scarcer === null
      ? `${of}件のうち${rising}件が1ポイント以上上がります`
      : `${of}件のうち、操業停止の確率は${rising}件、調達難の確率は${scarcer}件が1ポイント以上上がります`,
  ],
  anyLine: ['Any of my materials', 'いずれかの材料'],
  after: ['With the stop', '停止の場合'],
  points: ['Points', '変化'],
  within: (count: number) => [`Within ${counted(count, ['day', 'days'], '')}`, `${count}日以内`],
  untouched: (names: string) => [`Less than a point: ${names}.`, `1ポイント未満: ${names}。`],
  why: (name: string) => [`Why ${name} moves`, `${name}の確率が動く理由`],
  unscored: (names: string) => [`Without a number: ${names}.`, `数値なし: ${names}。`],
  assumptions: ['What this takes for granted', '前提'],
  newest: [
    'This is worked out on the newest run. The link gives the same result while its run is kept.',
    '最新の計算に基づきます。リンクは、その計算が保存されている間、同じ結果を示します。',
  ],
});
