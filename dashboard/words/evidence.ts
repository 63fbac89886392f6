/** Texts of the room Evidence. */
import { catalogue, counted, days } from './language.ts';

export const EVIDENCE = catalogue({
  tabs: ['Parts of the evidence', '根拠の種類'],
  signals: ['Signals', 'シグナル'],
  controls: ['Controls', '規制'],
  sources: ['Sources', '情報源'],
  method: ['Method', '算出方法'],
  record: ['Record', '実績'],
  documents: ['Documents', '文書'],

  signalsTitle: ['Security signals', '安全保障シグナル'],
  signalsLead: [
    'Military activity that ministries report, counted day by day. It moves the chance of a crisis between calm and tense days. A count that is missing or too old is unknown, never calm.',
    '各国の省庁が公表する軍事活動の日ごとの数です。平穏な日と緊張した日の間で、危機の確率を動かします。数が欠けている場合や古い場合は不明であり、平穏とはみなしません。',
  ],
  effect: (points: string, material: string) => [
    `A security crisis adds ${points} to ${material} today`,
    `今日、安全保障上の危機が${material}に加えるのは${points}です`,
  ],
  effectMost: (points: string, material: string) => [
    `; most, ${points}, to ${material}.`,
    `。最も大きいのは${material}の${points}です。`,
  ],
  effectOnly: ['.', '。'],
  pointsUnderOne: ['less than one point', '1ポイント未満'],
  points: (count: number) => [
    counted(count, ['point', 'points'], 'ポイント'),
    counted(count, ['point', 'points'], 'ポイント'),
  ],
  rate: (factor: string) => [
    `The counts put the chance of a crisis here at ${factor} times its long-run mean.`,
    `この数から、ここでの危機の確率を長期平均の${factor}倍としています。`,
  ],
  rateUnknown: [
    'Too few counts to compare: the chance of a crisis is its long-run mean, which is not calm.',
    '比べられる数が足りないため、危機の確率は長期平均のままです。平穏という意味ではありません。',
  ],
  sharedHeading: ['Seen from several', '複数に関わるもの'],
  aircraft: ['Military aircraft around Taiwan', '台湾周辺の軍用機'],
  ships: ['Navy ships around Taiwan', '台湾周辺の海軍艦艇'],
  territorial_sea: ['Vessels in the territorial sea of the Senkaku Islands', '尖閣諸島の領海に入った船'],
  carriers: ['Carriers beyond the first island chain', '第一列島線の外に出た空母'],
  neverRead: ['Unknown: no day of this year has been read.', '不明: この1年で読めた日がありません。'],
  stale: (date: string, age: number, limit: number) => [
    `Not read since ${date} (${days(age)}; too old after ${limit})`,
    `${date}を最後に未確認(${age}日。${limit}日を超えると古い)`,
  ],
  current: (date: string) => [`Read up to ${date}`, `${date}まで確認済み`],
  calm: ['calmer than usual', '平常より平穏'],
  busy: ['busier than usual', '平常より活発'],
  tense: ['tense', '緊張'],
  notComparable: ['too few counts to compare', '比べられる数が足りません'],
  lastDay: (count: string, usual: string, low: string, high: string) => [
    `${count} on that day. Half of the year’s days had ${usual} or fewer, nine in ten between ${low} and ${high}.`,
    `その日は${count}。この1年の半分の日は${usual}以下、10日のうち9日は${low}～${high}です。`,
  ],
  window: (part: string) => [
    `The two busiest of the last 30 days read were busier than ${part} of such windows in three years.`,
    `確認済みの直近30日で最も多い2日の平均は、過去3年の同じ期間の${part}を上回ります。`,
  ],
  quietDay: (count: string, high: string) => [
    `${count} on that day. On most days of the year there were none; one day in twenty had ${high} or more.`,
    `その日は${count}。この1年のほとんどの日は0で、20日に1日は${high}以上でした。`,
  ],
  dayChart: (name: string, from: string, to: string) => [
    `${name}, a bar a day, ${from} to ${to}. Arrow keys read day by day.`,
    `${name}、1日1本、${from}から${to}まで。矢印キーで1日ずつ読めます。`,
  ],
  most: (count: string) => [`most ${count} a day`, `1日の最大 ${count}`],
  onDay: (date: string, count: string) => [`${date}: ${count}`, `${date}: ${count}`],
  nobodyRead: ['nobody has read it', '未確認'],
  usualBand: ['nine days in ten lie in this band', '10日のうち9日がこの範囲'],
  unreadKey: ['nobody has read a report', '報告が読まれていない日'],
  date: ['Day', '日付'],
  count: ['Count', '数'],
  events: ['Security events', '安全保障上の出来事'],
  eventsRead: (count: number, unread: number) => [
    `${counted(count, ['event', 'events'], '件')} by China in the last 30 days${unread === 0 ? '' : `; ${days(unread)} of them are not read yet, so there may be more`}.`,
    `直近30日の中国による出来事は${count}件です${unread === 0 ? '。' : `。うち${unread}日は未確認で、さらにある可能性があります。`}`,
  ],
  eventsUnread: (known: number) => [
    known === 0
      ? 'The releases of the last 30 days are not read yet: what happened is not known. The newest on record:'
      : `${counted(known, ['event', 'events'], '件')} of the last 30 days ${known === 1 ? 'is' : 'are'} known. Their releases are not read yet, so there may be more.`,
    known === 0
      ? '直近30日の発表はまだ読まれておらず、何があったかは分かりません。記録にある最新の出来事:'
      : `直近30日のうち${known}件が分かっています。発表はまだ読まれておらず、さらにある可能性があります。`,
  ],
  eventsNoScore: ['No chance counts them.', '確率には算入していません。'],
  fromEnglish: ['English:', '英語原文:'],
  byNobody: ['by whom is not known', '主体不明'],

  controlsTitle: ['Export controls and other measures', '輸出規制などの措置'],
  controlsLead: [
    'What governments have announced, put into force or suspended. A measure that is only announced or suspended counts with the chance that it binds.',
    '各国政府が発表・施行・停止した措置です。発表だけの措置や停止中の措置は、効力を持つ確率に応じて算入します。',
  ],
  element: ['Material', '材料'],
  origin: ['Country', '国'],
  all: ['All', 'すべて'],
  alsoUncounted: ['Also those in no chance', '確率に算入しないものも'],
  ahead: ['Dates', '日程'],
  aheadNone: ['No measure of these has a date ahead.', 'この中に今後の日付を持つ措置はありません。'],
  effects: ['What each does to the chance', 'それぞれが確率に与える影響'],
  undecided: [
    'Suspension ran out; no decision has been read yet, so it counts with the chance that suspensions are renewed',
    '停止期間が終わり、決定は未確認のため、停止が延長される確率に応じて算入',
  ],
  takes_effect: ['Takes effect', '発効'],
  suspension_ends: ['Suspension ends; in force again unless renewed', '停止が終わり、延長がなければ再び発効'],
  ends: ['Ends', '終了'],
  measure: ['Measure', '措置'],
  state: ['State', '状態'],
  announcedOn: ['Announced', '発表'],
  in_force: ['in force', '発効中'],
  suspended: ['suspended', '停止中'],
  announced: ['announced', '発表済み'],
  ended: ['ended', '終了'],
  reach: ['Materials', '材料'],
  inChances: ['In chances', '確率への算入'],
  counts: ['counts', '算入'],
  custom: ['yours: in no published chance', '自社登録: 公表値に不算入'],
  not_confirmed: ['not confirmed', '未確認'],
  supplementary: ['counted with another measure', '他の措置と合わせて算入'],
  supports_supply: ['supports supply', '供給を支える措置'],
  no_direct_effect: ['reaches no flow that is scored', '評価対象の供給に及ばず'],
  andMore: (count: number) => [`and ${count} more`, `ほか${count}`],
  noneFound: ['No measure is like this.', '該当する措置はありません。'],
  everybody: ['everybody', '全世界'],
  enter: ['Enter or review a measure', '措置の登録と確認'],
  waiting: ['Waiting for a decision', '確認待ち'],
  nothingWaits: ['Nothing waits.', '確認待ちはありません。'],
  complete: ['Complete', '補って登録'],
  remark: ['Reason', '理由'],
  accept: ['Accept', '承認'],
  reject: ['Reject', '却下'],
  notStated: ['not stated', '記載なし'],
  forEverybody: ['Enter for everybody', '全員に公開して登録'],
  forOurselves: ['Keep to ourselves', '自社だけに登録'],
  stored: [
    'Stored. It counts in the next numbers, or waits above with the reason.',
    '登録しました。次の計算から算入するか、理由とともに上の確認待ちに入ります。',
  ],

  sourcesTitle: ['Sources, worst first', '情報源(状態の悪い順)'],
  sourcesLead: [
    'Two clocks: when the source was last read, and how new the newest fact in it is. A fresh look at an old page is still old.',
    '二つの時計があります。最後に読んだ日と、そこにある最新の事実の日です。古いページを今日見ても、事実は古いままです。',
  ],
  source: ['Source', '情報源'],
  newestFact: ['Newest fact', '最新の事実'],
  noSingleDay: ['no single day', '特定の日なし'],
  lastRead: ['Last read', '最終確認'],
  agoLimit: (age: number, limit: number) => [
    `${days(age)} ago, limit ${limit}`,
    `${age}日前、限度${limit}日`,
  ],
  published: ['Published', '公表の頻度'],
  collectedTitle: ['Read by this service itself', 'このサービスが自動で読むもの'],
  collectedNever: (count: number) => [
    `${counted(count, ['source', 'sources'], '件')} not read here yet`,
    `まだ一度も読んでいないもの ${count}件`,
  ],
  condition: ['State', '状態'],
  coverage: ['Days read', '読めた日数'],
  ofDays: (read: number, due: number) => [`${read} of ${due}`, `${due}日のうち${read}日`],
  waitsNow: (count: number) => [
    `${counted(count, ['document', 'documents'], '件')} held back for a person`,
    `${count}件が人の確認待ち`,
  ],
  reached: ['Last reached', '最後に届いた日'],
  never: ['never', 'なし'],

  methodTitle: ['How a chance is made', '確率の算出方法'],
  methodLead: [
    'Eight sentences. The specification is whole: a second program was written from it alone, and both give the same numbers.',
    '八つの文で説明します。仕様書だけから別のプログラムが作られ、両者は同じ数値を出します。',
  ],
  step1: [
    'Each material is followed from mine to magnet; at each step the method asks who supplies how much of what the buyer needs.',
    '材料ごとに、採掘から磁石までの各工程で、調達国が必要とする量をどの国がどれだけ供給しているかを調べます。',
  ],
  step2: [
    'For each supplying country it reads which controls are in force, suspended or announced, and whether trade figures show that goods still flow.',
    '供給国ごとに、発効中・停止中・発表済みの規制と、実際に物が流れているかを示す貿易の数字を読みます。',
  ],
  step3: [
    'It adds what may begin within 365 days: a new control, a strike or breakdown, a security crisis, each at a rate learned from the past or set by judgement.',
    '365日以内に始まりうること、つまり新たな規制、ストライキや事故、安全保障上の危機を、過去から学んだ頻度または判断による頻度で加えます。',
  ],
  step4: [
    'Counts of ships and aircraft change only the chance of that crisis.',
    '艦船や航空機の数が動かすのは、この危機の確率だけです。',
  ],
  step5: [
    'When a flow stops, users do without what can be done without, about half of their need but almost nothing of a finished magnet, and others add what they can.',
    '流れが止まると、需要家は減らせる分(必要量の半分ほど。図面どおりに作る磁石ではほぼ減らせません)を減らし、他の供給者が出せる分を加えます。',
  ],
  step6: [
    'Stock carries the rest. Standstill: it runs dry. Scarcity: half of it is gone and more is missing than small savings make up for.',
    '残りは在庫で賄います。在庫が尽きれば操業停止、在庫の半分が減り、わずかな節約では補えないほど足りなければ調達難です。',
  ],
  step7: [
    'All of this is done for 512 settings of what is not known: their mean is the chance, their spread is the range and the dots.',
    '以上を、分かっていないことの512通りの組み合わせで計算します。平均が確率、広がりが幅と点になります。',
  ],
  step8: [
    'The last step counts, with everything behind it, and the score is the sum of three parts: what is in force, what may begin, and a security crisis.',
    '最後の工程を、その前の全工程とともに評価します。スコアは、発効中の措置、今後の発生、安全保障上の危機の三つの和です。',
  ],
  whyLower: ['Why are the numbers lower than before 4.0?', '4.0より前の数値より低いのはなぜか'],
  whyLowerText: [
    'Until 3.2.0 one number asked whether anything is missing beyond a nation’s stock. Held against 211 reports of buyers since 2010, it was about right for scarcity (40 said, 45 happened) and far too high for standstills (57 said, 4 happened). Now both are said.',
    '3.2.0までは、国の在庫を超えて何か足りなくなるかを一つの数値で示していました。2010年以降の需要家の報告211件と照らすと、調達難としてはほぼ妥当で(予測40、実際45)、操業停止としては高すぎました(予測57、実際4)。そこで現在は両方を示しています。',
  ],
  notKnown: ['What is not known', '分かっていないこと'],
  specification: ['Read the whole specification', '仕様書の全文'],

  recordTitle: ['Do the forecasts hold?', '予測は当たっているか'],
  backTest: ['On the past', '過去での検証'],
  backTestLead: [
    'The method was asked about every month from 2010 on, with what was known then. Its numbers were chosen by people who knew these outcomes, so it looks better than it is. Only forecasts of days to come are a clean test.',
    '2010年以降の各月について、その時点で分かっていたことだけで答えさせました。数値はこれらの結果を知る人が選んだため、実際より良く見えます。公正な検証は、これからの予測だけです。',
  ],
  wholeBenchmark: [
    'All figures, and where simpler rules do better',
    'すべての数値と、より単純な規則が優れる点',
  ],
  forecasts: ['On days to come', 'これからの検証'],
  recordLead: [
    'Every published run is pinned before anybody knows what will happen, in a chain that cannot be changed unseen. Judged are windows of a year, 90 days after they end.',
    '公表した計算は、結果が分かる前に、気づかれずに書き換えられない形で固定します。1年の期間が終わって90日後に判定します。',
  ],
  pinned: (forecasts: string, runs: number, first: string) => [
    `${forecasts} forecasts of ${counted(runs, ['run', 'runs'], '回')} are pinned, the first of ${first}.`,
    `${runs}回の計算の予測${forecasts}件を固定しています。最初は${first}です。`,
  ],
  nonePinned: ['No forecast is pinned yet.', '固定した予測はまだありません。'],
  firstJudged: (closes: string, judged: string) => [
    `Nothing is judged yet: the first window ends on ${closes} and is judged from ${judged} on.`,
    `判定はまだありません。最初の期間は${closes}に終わり、${judged}以降に判定します。`,
  ],
  judgedAs: (count: string, happened: string) => [
    `${count} judged, ${happened} came true`,
    `判定${count}件、うち${happened}件が実現`,
  ],
  said: ['Said', '予測'],
  happened: ['Came true', '実現'],
  outcome_score: ['Standstill', '操業停止'],
  outcome_scarce: ['Scarcity', '調達難'],
  notJudged: ['What is not judged, and why', '判定しないものとその理由'],

  documentsTitle: ['Documents', '文書'],
  documentsLead: [
    'How the numbers are made, and how the service is used and run. The reference of the API lists every operation and field.',
    'このサービスに関する文書です。本文は英語です。APIリファレンスには、すべての操作と項目があります。',
  ],
  apiReference: ['Reference of the API', 'APIリファレンス'],
  contents: ['Contents', '目次'],
  inEnglish: ['The text is in English.', '本文は英語です。'],
  noDocument: (name: string) => [`There is no document “${name}”.`, `「${name}」という文書はありません。`],
  allDocuments: ['All documents', 'すべての文書'],
});

/** What a measure does. */
export const CLASSES = catalogue({
  licence: ['licence', '輸出許可制'],
  ban: ['ban', '輸出禁止'],
  embargo: ['embargo', '禁輸'],
  origin_ban: ['ban by origin', '原産地による禁止'],
  extraterritorial_licence: ['licence abroad', '域外の許可制'],
  export_quota: ['export quota', '輸出割当'],
  supply_disruption: ['disruption', '供給途絶'],
  end_use_broad: ['ban by broad use', '広い用途の禁止'],
  end_use_defence: ['ban for defence', '防衛用途の禁止'],
  end_use_semiconductor: ['rule for chips', '半導体用途の規制'],
  entity_list: ['list of companies', '企業リスト'],
  watch_list: ['watch list', '注視リスト'],
  technology_ban: ['technology ban', '技術輸出禁止'],
  production_quota: ['production quota', '生産割当'],
  none: ['no effect on supply', '供給への影響なし'],
});

/** Fields of a measure, as a form has them. */
export const FIELDS = catalogue({
  title: ['Title', '名称'],
  actor: ['Authority', '発出機関'],
  instrument_no: ['Number', '番号'],
  control_class: ['What it does', '措置の種類'],
  elements: ['Materials, for example Dy Tb @REE', '材料(例 Dy Tb @REE)'],
  stages: ['Steps', '工程'],
  coverage: ['Part of their trade, 0 to 1', '貿易に占める割合(0～1)'],
  origins: ['Countries that restrict, for example CHN', '規制する国(例 CHN)'],
  targets: ['Whom it hits, for example JPN or ALL', '対象国(例 JPN、ALL)'],
  known_from: ['Public since', '公表日'],
  effective_from: ['In force from', '施行日'],
  effective_to: ['Last day', '終了日'],
  suspended_from: ['Suspended from', '停止開始日'],
  suspended_to: ['Suspended until', '停止終了日'],
  source: ['Source', '出典'],
  source_url: ['Address of the source', '出典のURL'],
  scope: ['Its words', '該当箇所'],
});

/** States of what this service reads by itself. */
export const CONDITIONS = catalogue({
  current: ['current', '正常'],
  waiting: ['held back', '確認待ち'],
  robots: ['forbids programs: take the file by hand', 'プログラムを禁止。手で取得して渡す'],
  refused: ['keeps programs out: take the file by hand', '自動取得を拒否。手で取得して渡す'],
  no_key: ['wants a key', 'キーが必要'],
  dead: ['nothing comes', '届かず'],
  drifted: ['changed its form', '形式が変化'],
  failing: ['last reading failed', '直近の取得に失敗'],
  behind: ['days are missing', '日が欠けている'],
  never_collected: ['not read yet', '未取得'],
});

/** Documents, in the order in which they are offered: title, and what each is about. */
export const DOCUMENTS = catalogue({
  methodology: [
    'How a score is made\nThe whole method, formula by formula, with its 58 numbers, what it cannot know, and worked examples. Long; for those who check or rebuild it.',
    '確率の算出方法(仕様書)\n算出方法のすべてを式ごとに示し、58個の数値、分からないこと、計算例を載せています。検証や再実装をする人向けの長い文書です。',
  ],
  'reference-data': [
    'The reference data\nWhich tables of facts ship with the service, where each comes from, what was chosen where sources disagree, and where they are thin.',
    '基礎データ\n同梱する事実の表、それぞれの出典、出典が食い違うときの選択、データの薄いところを説明します。',
  ],
  benchmark: [
    'The benchmark\nHow forecasts of controls and stopped flows came out since 2010, first where a simpler rule does better; with data and a scorer for forecasts of your own.',
    '過去の結果による検証\n2010年以降の規制や供給停止の予測がどうなったかを、より単純な規則に負けた点から示します。自分の予測を採点する道具とデータも付いています。',
  ],
  integrating: [
    'Integrating\nHow programs read chances, follow changes, send own suppliers and stock, and receive alerts; with samples for spreadsheets, Power BI and others.',
    '他のシステムとの連携\nプログラムから確率を読み、変化を追い、自社の供給者や在庫を送り、通知を受け取る方法です。表計算やPower BIなどの例があります。',
  ],
  operating: [
    'Operating\nRunning it on one machine or on AWS, what to do when something is wrong, how to restore, and what it costs.',
    '運用\n1台の機械またはAWSでの動かし方、異常時の対応、復元の方法、費用を説明します。',
  ],
  architecture: [
    'Architecture\nHow facts become published numbers, and which part of the code does what, on two pages.',
    '構成\n事実が公表値になるまでの流れと、コードの各部の役割を2ページで示します。',
  ],
});
