import {
  type ClauseRule,
  clockTime,
  commonEraYear,
  type NamedDay,
  type ReportFact,
  TODAY,
} from './clauses.ts';

const CROSS = /^(?:逾越|越過|跨越|穿越|飛越)$/u;
const ENTER = /^(?:進入|闖入|侵入)$/u;
const LINE = /^(?:臺灣)?(?:海峽)?中線$/u;
const NUMBER = /^(\d+)(?:架次|架|次)$/u;
const ALL = /^(?:均|皆|全數|全部)$/u;
const PLACE = /^(?:我國?|臺灣)?(?:東北|東南|西南|西北|北|中|南|東|西)(?:部|方)?$/u;

const TOKENS = [
  '逾越|越過|跨越|穿越|飛越',
  '進入|闖入|侵入',
  '(?:臺灣)?(?:海峽)?中線',
  '\\d+(?:架次|架|次)',
  '其?延伸線?',
  '直升機',
  '(?:我國?|臺灣)?(?:東北|東南|西南|西北|北|中|南|東|西)(?:部|方)?',
  '海?空域|防空識別區|ADIZ',
  '其中|分別|合計|共計|均|皆|全數|全部|計|有|共(?![機艦計軍])',
  '、|,|及|與|和|並|且',
];

/** A bracket that is not closed ends with its words. */
const MOVEMENT_PATTERN = new RegExp(`\\(?(?:${TOKENS.join('|')})+\\)?`, 'uy');

const TOKEN = new RegExp(TOKENS.join('|'), 'gu');

type Movement = Readonly<{
  crosses: boolean;
  enters: boolean;
  line: boolean;
  count: number | null;
}>;

const movementOf = (words: readonly string[], count: number | null): Movement => ({
  crosses: words.some((word) => CROSS.test(word)),
  enters: words.some((word) => ENTER.test(word)),
  line: words.some((word) => LINE.test(word)),
  count,
});

/** A number stands behind its words, or before them when it comes before any verb. */
const movementsOf = (words: readonly string[]): readonly Movement[] => {
  const isVerb = (word: string) => CROSS.test(word) || ENTER.test(word);
  const numbers = words.flatMap((word, index) => (NUMBER.test(word) ? [index] : []));
  const countAt = (index: number) => Number(NUMBER.exec(words[index] ?? '')?.[1]);
  const firstNumber = numbers[0];
  if (firstNumber === undefined) return [movementOf(words, null)];
  const before = words.slice(0, firstNumber).some(isVerb);
  if (!before)
    return numbers.map((from, at) => movementOf(words.slice(from, numbers[at + 1]), countAt(from)));
  const last = words.slice((numbers.at(-1) ?? 0) + 1);
  return [
    ...numbers.map((to, at) =>
      movementOf(words.slice(at === 0 ? 0 : (numbers[at - 1] ?? 0) + 1, to), countAt(to)),
    ),
    ...(last.some(isVerb) ? [movementOf(last, null)] : []),
  ];
};

/** "逾越中線進入北部空域3架次、西南空域5架次". */
const withCarriedVerbs = (movements: readonly Movement[]): readonly Movement[] => {
  const carried: Movement[] = [];
  for (const movement of movements) {
    const previous = carried.at(-1);
    const hasVerb = movement.crosses || movement.enters;
    carried.push(hasVerb || previous === undefined ? movement : { ...previous, count: movement.count });
  }
  return carried;
};

/**
 * The number counts as crossed where the median line is named, entries behind it included, as in the
 * ministry's series. `null`: the words do not say which.
 */
const readMovements = (bracket: string): readonly ReportFact[] | null => {
  const words = bracket.match(TOKEN) ?? [];
  const movements = withCarriedVerbs(movementsOf(words));
  if (!movements.every(({ crosses, enters }) => crosses || enters)) return null;
  if (!words.some((word) => LINE.test(word) || PLACE.test(word))) return null;
  const crossings = movements.filter(({ crosses }) => crosses);
  if (crossings.length === 0) {
    if (movements.some(({ line }) => line)) return null;
    const counts = movements.map(({ count }) => count);
    return [
      {
        kind: 'entered',
        count: counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
      },
    ];
  }
  if (!crossings.every(({ line }) => line)) return null;
  if (crossings.some(({ count }) => count === null)) {
    return movements.length === 1
      ? [{ kind: 'crossed_uncounted', all: words.some((word) => ALL.test(word)) }]
      : null;
  }
  return [
    {
      kind: 'count',
      of: 'crossed',
      count: crossings.reduce((sum, { count }) => sum + (count ?? 0), 0),
      word: 'bracket',
    },
  ];
};

type Rule = ClauseRule<ReportFact>;

const sticky = (pattern: string): RegExp => new RegExp(pattern, 'uy');

/** No figure that counts; at least one of `needed`. */
const knownWords = (words: string, needed: RegExp): Pick<Rule, 'pattern' | 'read'> => ({
  pattern: sticky(`(?:${words})+`),
  read: ([clause]) => (needed.test(clause) ? [] : null),
});

const DAY = '(?:(?:中華民國|民國|西元)?(\\d{2,4})(?:年|[./-]))?(\\d{1,2})(?:月|[./-])(\\d{1,2})日?';
const WEEKDAY = '\\s?(?:\\(星期[一二三四五六日天]\\))?\\s?';
const HOUR =
  '(上午|清晨|凌晨|中午|下午|晚間|晚上)?(?:(\\d{2})(\\d{2})時?|(\\d{1,2})(?:時|:)(?:(\\d{1,2})分?)?時?)';
const PART = '(上午|下午|傍晚|晚間|晚上|夜間|日間|清晨|凌晨)';

const namedDay = (
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): NamedDay => ({
  year: year === undefined ? null : commonEraYear(year),
  month: month === undefined ? null : Number(month),
  day: day === undefined ? null : Number(day),
});

const hourOf = (groups: readonly (string | undefined)[]) => {
  const [half, hours, minutes, hour, minute] = groups;
  return clockTime(
    hours ?? hour ?? '',
    minutes ?? minute,
    half === '下午' || half === '晚間' || half === '晚上',
  );
};

const PARTS: Readonly<Record<string, string>> = {
  上午: 'morning',
  下午: 'afternoon',
  傍晚: 'evening',
  晚間: 'night',
  晚上: 'night',
  夜間: 'night',
  日間: 'daytime',
};

const count = (
  of: 'aircraft' | 'navy_ships' | 'official_ships' | 'balloons',
  number: number | string,
  word: string,
): ReportFact => ({
  kind: 'count',
  of,
  count: Number(number),
  word,
});

const TITLES: readonly Rule[] = [
  '中共解放軍臺海周邊海、?空域動態(?:\\(\\d{2,4}年\\d{1,2}月\\d{1,2}日\\))?',
  '中共解放軍(?:逾越海峽中線及)?進入我?(?:[東西南北]{1,2}部?(?:、|及)?)+空域活動情況',
  '我?(?:西南|東南|臺海周邊)空域空情動態',
  '國防部新聞稿',
  '(?:發布)?時間:(?:\\d{2,4}年)?\\d{1,2}月\\d{1,2}日(?:\\(星期.\\))?\\d{3,4}時',
].map((pattern): Rule => ({ pattern: sticky(pattern), subject: null }));

const NUMBERED = '(?:\\(?[一二三四五六]\\)?(?:、|\\.)?|\\.?\\d\\.|\\.)?';

const HEADINGS: readonly Rule[] = [
  { pattern: sticky(`${NUMBERED}日期\\s*\\(?(?:Date)?\\)?:?`), subject: null },
  { pattern: sticky(`${NUMBERED}機型\\s*\\(?(?:Aircraft )?(?:Types?)?\\)?:?`), subject: 'types' },
  { pattern: sticky(`${NUMBERED}活動概要\\s*\\(?(?:Activit(?:y|ies)(?: Area)?)?\\)?:?`), subject: null },
  { pattern: sticky(`${NUMBERED}[空國]軍應處作為\\s*\\(?(?:Reactions)?\\)?:?`), subject: null },
  { pattern: sticky(`${NUMBERED}(?:活動動態|中共解放軍活動動態)\\s*(?:PLA activities)?:?`), subject: null },
  {
    pattern: sticky(`${NUMBERED}中共(?:高空)?空飄氣球(?:活動)?(?:動態)?(?::|(?<=活動|動態)(?=中共))`),
    subject: 'balloons',
  },
  { pattern: sticky('(?:[一二三四五六]、|\\([一二三四五六]\\))') },
];

const DATES: readonly Rule[] = [
  {
    pattern: sticky(`自?${DAY}${WEEKDAY}${HOUR}起?(?:至|到|迄|-|~|(?<=時))${DAY}${WEEKDAY}${HOUR}(?:止)?`),
    read: (match) => [
      {
        kind: 'period',
        start: namedDay(match[1], match[2], match[3]),
        end: namedDay(match[9], match[10], match[11]),
        time: hourOf(match.slice(12, 17)),
      },
    ],
  },
  {
    pattern: sticky(
      `自?昨(?:\\((\\d{1,2})\\))?日?${HOUR}起?(?:至|到|迄|-|~)今(?:\\((\\d{1,2})\\))?日?${HOUR}(?:止)?`,
    ),
    read: (match) => [
      {
        kind: 'period',
        start: namedDay(undefined, undefined, match[1]),
        end: match[7] === undefined ? TODAY : namedDay(undefined, undefined, match[7]),
        time: hourOf(match.slice(8, 13)),
      },
    ],
  },
  {
    pattern: sticky(`${DAY}(?:${PART})?(?:\\(星期[一二三四五六日天]\\s*(?:${PART})?\\))?(?:${PART})?`),
    read: (match) => {
      const part = match[4] ?? match[5] ?? match[6];
      return [
        {
          kind: 'day',
          day: namedDay(match[1], match[2], match[3]),
          part: part === undefined ? null : (PARTS[part] ?? null),
        },
      ];
    },
  },
  {
    pattern: sticky('國防部(?:另|亦|並)?(?:今(?:\\((\\d{1,2})\\))?日?)?(?:表示|指出|發布|說明)'),
    read: ([, day]) => [
      { kind: 'spoken', day: day === undefined ? TODAY : namedDay(undefined, undefined, day) },
    ],
    subject: null,
  },
  {
    pattern: sticky(`(?:截至|迄至|迄|至)(?:今)?(?:\\((\\d{1,2})\\))?(?:日)?${HOUR}(?:為?止)?`),
    read: (match) => [
      {
        kind: 'until',
        day: match[1] === undefined ? TODAY : namedDay(undefined, undefined, match[1]),
        time: hourOf(match.slice(2, 7)),
      },
    ],
  },
];

const DETECTED = '(?:陸續|持續|計|共)?(?:偵獲|偵測到?|偵知|發現)';
const AROUND = '(?:(?:於|在)(?:臺海|臺灣|本島)周邊(?:海、?空域|海空域|海域|空域)?(?:活動)?|活動)?';
const SOME_PLACES = '(?:我?(?:東北|東南|西南|西北|北|中|南|東|西)部?(?:、|及|與|或)?)+空域';

/** Only what the clause names is 0. */
const NONE: readonly Rule[] = [
  {
    pattern: sticky(
      `(?:上述|該)?(?:期間|時段|今日|本日)?(?:內)?(?:均|皆)?(?:無|未有|未見|未偵獲|無偵獲)?共機(?:均|皆)?(?:無|未)?(?:有)?逾越(?:臺灣)?(?:海峽)?中線(?:及其延伸線)?(?:(?:、|及|與|或)?(?:進入)?${SOME_PLACES})?`,
    ),
    read: ([clause]) =>
      /無|未/u.test(clause) ? [{ kind: 'count', of: 'crossed', count: 0, word: 'none' }] : null,
    subject: null,
  },
  {
    pattern: sticky(
      `(?:上述|該)?(?:期間|時段|今日|本日)?(?:內)?(?:均|皆)?(?:未|無|沒有|並未|並無)(?:再)?(?:偵獲|發現|偵測到?)?(?:任何)?((?:中)?共(?:軍)?(?:軍)?(?:機|艦艇?)(?:(?:、|及|與|或|和)(?:中)?共?(?:軍)?(?:機|艦艇?|公務船))*)(?!逾越|進入|\\d)${AROUND}`,
    ),
    read: ([, named = '']) => [
      ...(named.includes('機') ? [count('aircraft', 0, '共機')] : []),
      ...(named.includes('艦') ? [count('navy_ships', 0, '共艦')] : []),
      ...(named.includes('公務船') ? [count('official_ships', 0, '公務船')] : []),
    ],
    subject: null,
  },
];

const NO_BALLOON: Rule = {
  pattern: sticky('(?:期間)?(?:均)?(?:未|無)偵獲(?![機艦共中空氣])'),
  read: () => [count('balloons', 0, '氣球')],
  within: 'balloons',
};

const COUNTS: readonly Rule[] = [
  {
    pattern: sticky(`(?:${DETECTED})?(?:中)?共(?:軍)?(?:軍)?機(?:共計|共|計)?(\\d+)(?:架次|架|次)`),
    read: ([, number = '']) => [count('aircraft', number, '共機')],
    subject: null,
  },
  {
    pattern: sticky(`${DETECTED}共(\\d+)(?:架次|架)`),
    read: ([, number = '']) => [count('aircraft', number, '共機')],
    subject: null,
  },
  // Kinmen 2022: the ministry never added them.
  { pattern: sticky(`(?:${DETECTED})?無人機(?:共計|共|計)?\\d+(?:架次|架)`) },
  {
    pattern: sticky(`(?:${DETECTED})?(?:中)?共(?:軍)?(?:軍)?艦(?:艇|船)?(?:共計|共|計)?(\\d+)(?:艘次|艘|次)`),
    read: ([, number = '']) => [count('navy_ships', number, '共艦')],
    subject: null,
  },
  {
    pattern: sticky('艦(\\d+)(?:艘次|艘)(?=[,、及]+(?:公務船|(?:持續)?(?:於|在)臺))'),
    read: ([, number = '']) => [count('navy_ships', number, '共艦')],
  },
  {
    pattern: sticky(
      `(?:${DETECTED})?(?:中國|中共)?(公務船舶?|公務艦|海警船|海警艦)(?:共計|共|計)?(\\d+)(?:艘次|艘|次)`,
    ),
    read: ([, word = '', number = '']) => [count('official_ships', number, word)],
    subject: null,
  },
  {
    pattern: MOVEMENT_PATTERN,
    read: ([bracket], { subject }) => (subject === 'balloons' ? null : readMovements(bracket)),
  },
];

const PLACES =
  '清泉崗|基隆|臺北|新北|桃園|新竹|苗栗|臺中|南投|彰化|雲林|嘉義|臺南|高雄|屏東|恆春|臺東|花蓮|宜蘭|澎湖|馬公|東引|馬祖|金門|蘭嶼|綠島|富貴角|鵝鑾鼻';
const BALLOON_WORDS = `位於|分別|分於|於|首枚|次枚|(?<!偵獲|發現)另?一枚(?=位?於)|第[二三四五六七八]枚|${PLACES}|[東西南北]{1,2}方?|約|\\d+浬|浬|處|高度|\\d+萬(?:\\d+千|\\d{1,2},\\d{3}|\\d+)?呎?|\\d{1,3},\\d{3}呎|\\d+千?呎|續|向|朝|往|飄行|飄移|飄離|並|昨|今|\\(\\d{1,2}\\)|日|上午|下午|晚間|凌晨|\\d{1,2}時\\d{1,2}分|\\d{3,4}時?|\\d{1,2}(?::\\d{2})?時|以下|消失|偵獲|及|與|、|(?:曾|均|皆)?逾越(?:臺灣)?海峽中線|\\d+(?![\\d枚顆個架艘])`;
const MOMENTS =
  '(?:昨|今|前|本)(?:\\(\\d{1,2}\\))?日?|\\d{1,2}月\\d{1,2}日|(?:上午|下午|晚間|凌晨)|\\d{1,2}時\\d{1,2}分|\\d{3,4}時?|\\d{1,2}(?::\\d{2})?時|及|、|於';

const BALLOONS: readonly Rule[] = [
  {
    pattern: sticky(
      `((?:${MOMENTS})*)(?:計|共)?(?:偵獲|發現)(?:中共)?(?:高空)?(?:空飄|探空)?氣球(計|共計|共|各)?(\\d+)(?:枚|顆|個|具)`,
    ),
    read: ([, moments = '', way, number = '']) => {
      const times = way === '各' ? (moments.match(/\d{4}/gu)?.length ?? 1) : 1;
      return [count('balloons', Number(number) * times, `氣球 ${moments}`)];
    },
    subject: 'balloons',
  },
  {
    pattern: sticky(
      '(?:中共)?(?:高空)?(?:空飄)?氣球(?:活動)?(?:共計|計|共)?(?:偵獲|發現)(?:共計|計|共)?(\\d+)(?:枚|顆|個|具)',
    ),
    read: ([, number = '']) => [count('balloons', number, '氣球')],
    subject: 'balloons',
  },
  { ...knownWords(BALLOON_WORDS, /浬|呎|飄|消失|逾越/u), within: 'balloons' },
];

const TYPES: readonly Rule[] = [
  // Listed for a while, never part of the count.
  { pattern: sticky('(?:美籍|日籍|外籍)[^\\s()\\d,:;。]*\\d+架次?(?:\\([^()]*\\))?') },
  {
    pattern: sticky('([^\\s()\\d,:;。]{1,4}-? ?\\d*[^():;。\\d]{0,8}?)\\s?(?<![\\d-])(\\d+)(?:架次|架)'),
    read: ([, , number = '']) => [{ kind: 'type', count: Number(number) }],
    within: 'types',
  },
];

const BESIDE: readonly Rule[] = [
  { pattern: sticky('(?:故|因此)?(?:無|未|不)(?:法)?(?:另)?提供(?:活動)?(?:航[跡機]|示意)圖') },
  { pattern: sticky('活動示意圖(?:、照片)?') },
  { pattern: sticky('(?:持續)?(?:於|在)(?:臺海|臺灣)周邊(?:海、?空域|海空域|海域|空域)?活動') },
  { pattern: sticky('進行(?:海空)?聯合演習|進行聯合海空行動') },
  { pattern: sticky('目前尚有\\d+艘持續(?:於|在)臺灣周邊海域活動') },
  { pattern: sticky('自\\d{1,2}月\\d{1,2}日至今') },
  {
    ...knownWords(
      '國軍|將|也|均|已|同時|持續|運用|任務|機|艦艇|艦|艇|海軍|空軍|空中|偵巡|兵力|以及|及|以|並|、|岸置|飛彈|系統|聯合|情監偵|嚴密|監控|掌握|敵情|狀況|周密|適切|應處|與|警戒|除|廣播|驅離|追監|應對|對應|派遣|巡邏|緊急|起飛|等|地面|防空|動態|資訊|相關|彈道|軌跡',
      /應處|監控|追監|應對|對應|驅離|掌握|警戒|情監偵|飛彈|偵巡/u,
    ),
    subject: null,
  },
  {
    ...knownWords(
      '國防部|指出|中共|昨|今|\\(\\d{1,2}\\)|日|\\d{1,2}時\\d{1,2}分|該|將|已|未|為|執行|任務|於|在|經過?|我國?|臺灣|地區|中部|南部|北部|朝|向|\\d{1,2}月\\d{1,2}日|\\d{3,4}時|西昌|酒泉|太原|文昌|衛星|發射場?|航天|中心|進行|運載|火箭|活動|飛行|路徑|ADIZ|防空識別區|西?太平洋|方向|高度|位於|大氣層|外|對|無|危害',
      /火箭|衛星|發射|太平洋|大氣層|危害|經過/u,
    ),
  },
  // 6 August 2022, second paragraph.
  {
    pattern: sticky(
      '國防部強調|共軍連日在臺海周邊設立禁航區舉行演習|已片面改變區域現況、嚴重破壞臺海和平|國軍官兵備戰不求戰、應戰不避戰|將以高度警覺堅守崗位|捍衛國家安全',
    ),
  },
];

/** The same again, up to the next number of a Chinese clause. */
const ENGLISH: Rule = {
  pattern: sticky('(?:\\d\\. ?)?[A-Za-z](?:(?!(?<![-\\d])\\d+\\s?\\p{sc=Han})[ -~])*'),
};

/** Narrow ones first. */
export const CHINESE_RULES: readonly Rule[] = [
  ...TITLES,
  ...HEADINGS,
  ...DATES,
  ...NONE,
  NO_BALLOON,
  ...BALLOONS,
  ...COUNTS,
  ...TYPES,
  ...BESIDE,
  ENGLISH,
];
