/** Texts of the room Explore. */
import { catalogue, counted } from './language.ts';

export const EXPLORE = catalogue({
  elementsTitle: [
    (count: number | null, buyer: string) => `${count === null ? 'Elements' : `${count} elements`}, how likely each runs out (${buyer})`,
    (count: number | null, buyer: string) => `${count ?? ''}元素の在庫が尽きる確率(${buyer})`,
  ],
  suppliersTitle: [
    (count: number | null, buyer: string) => `${count === null ? 'Suppliers' : `${count} suppliers`} by risk to supply (${buyer})`,
    (count: number | null, buyer: string) => `供給者${count === null ? '' : `${count}社`}の供給停止リスク(${buyer})`,
  ],
  countriesTitle: [
    (count: number | null, buyer: string) => `${count === null ? 'Countries' : `${count} countries`} by risk to supply (${buyer})`,
    (count: number | null, buyer: string) => `${count === null ? '各国' : `${count}か国`}からの供給停止リスク(${buyer})`,
  ],
  listLead: [
    'Chance that supply stops for longer than stocks last, within 365 days. Rows under one heading cannot be told apart: the order inside is not certain.',
    '365日以内に、在庫が続く期間より長く供給が止まる確率です。同じ見出しの行は差がはっきりせず、その中の順序は確かではありません。',
  ],
  trendTitle: [(buyer: string) => `The last year, week by week (${buyer})`, (buyer: string) => `この1年の推移、週ごと(${buyer})`],
  trendLead: [
    'Chance that stock runs out within 365 days of each week, with what was known then. The band is where nine tenths of what was not known would put it.',
    '各週から365日以内に在庫が尽きる確率です。当時知られていた情報によります。帯は、知られていないことの9割が収まる範囲です。',
  ],
  heatMapTitle: [(buyer: string) => `Where in the chain it breaks (${buyer})`, (buyer: string) => `供給網のどこが弱いか(${buyer})`],
  heatMapLead: [
    'Chance that stock runs out at each step. That of an element is the chance of its weakest step. Colours fade where the chance is uncertain.',
    '各段階で在庫が尽きる確率です。元素の確率は、最も弱い段階の確率です。不確かなものほど色を薄くしています。',
  ],
  mapTitle: [(buyer: string) => `Where it comes from, on its way to ${buyer}`, (buyer: string) => `${buyer}への供給元と経路`],
  mapLead: [
    'What each country supplies of one element at one step, the plants that are known, and the straits that goods pass on their way.',
    '一つの元素の一つの段階について、各国の供給割合、知られている工場、輸送が通る海峡を示します。',
  ],
  views: ['Views', '表示'],
  list: ['List', '一覧'],
  trend: ['Trend', '推移'],
  heatMap: ['Heat map', 'ヒートマップ'],
  map: ['Map', '地図'],
  type: ['What is listed', '対象'],
  elements: ['Elements', '元素'],
  suppliers: ['Suppliers', '供給者'],
  countries: ['Countries', '国'],
  element: ['Element', '元素'],
  supplier: ['Supplier', '供給者'],
  country: ['Country', '国'],
  filter: ['Filter by name', '名前で絞り込む'],
  group: ['Group of elements', '元素のグループ'],
  allGroups: ['All groups', 'すべてのグループ'],
  heavy: ['Heavy rare earths', '重レアアース'],
  light: ['Light rare earths', '軽レアアース'],
  other: ['Other elements', 'その他の元素'],
  day: ['Day', '日付'],
  newest: ['Newest day', '最新の日'],
  wrongDay: [
    (text: string) => `There is no day “${text}”. Shown is the newest.`,
    (text: string) => `「${text}」という日付はありません。表示は最新の日のものです。`,
  ],
  replayed: [
    (day: string) => `Chances as of ${day}, from what was public then.`,
    (day: string) => `${day}時点の確率です。当時公開されていた情報によります。`,
  ],
  ownToday: ['Your own suppliers have places on the newest day only.', '自社で登録した供給者は、最新の日にのみ表示します。'],
  csvOfAll: [
    (count: number) => `Download CSV, ${counted(count, ['row', 'rows'], '')}`,
    (count: number) => `CSVを保存(${counted(count, ['row', 'rows'], '件')})`,
  ],
  weakest: ['Weakest step', '最も弱い段階'],
  known: ['Inputs known', '入力の把握率'],
  filling: ['filling', '計算中'],
  fromTo: [(from: string, to: string) => `from ${from} to ${to}`, (from: string, to: string) => `${from}から${to}へ`],
  yours: ['Your suppliers', '自社で登録した供給者'],
  register: ['Suppliers in the register', '登録簿の供給者'],
  noPlaceYet: ['Places come with the next run', '順位は次回の計算で決まります'],
  moreComing: ['The rest of your suppliers is being scored.', '残りの供給者を計算しています。'],
  below: [
    (count: number) => `${counted(count, ['element', 'elements'], '')} below 20%`,
    (count: number) => `20%未満の${counted(count, ['', ''], '元素')}`,
  ],
  unrated: [
    (count: number) => `${counted(count, ['row has', 'rows have'], '')} no number`,
    (count: number) => `数値のない${counted(count, ['', ''], '件')}`,
  ],
  showAll: [
    (count: number) => `Show ${counted(count, ['more row', 'more rows'], '')}`,
    (count: number) => `残り${counted(count, ['', ''], '件')}を表示`,
  ],
  noRow: ['No row passes the filter.', '条件に合う行がありません。'],
  nothing: [(words: string) => `No row has “${words}” in its name.`, (words: string) => `名前に「${words}」を含む行はありません。`],
  nowhere: [
    'No element, supplier or country is called so either. Try a symbol, such as Dy, or the beginning of a name.',
    '元素・供給者・国のどれにも見つかりません。元素記号(Dyなど)か、名前の最初の部分でお試しください。',
  ],
  meant: ['Is it one of these?', 'お探しのものはこちらですか。'],
  showAmong: [(type: string) => `Show in the list of ${type}`, (type: string) => `${type}の一覧で見る`],
  takeAway: ['Show all rows', 'すべての行を表示'],
});
