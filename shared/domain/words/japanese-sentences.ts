/**
 * Japanese of sentences that a table of its own has in English, by the English one: templates of scenarios,
 * sources and what is collected. A sentence that changes has
 * to change here too; the test of shipped facts misses one that stays behind. Names of publications, licences
 * and offices are those that they give themselves
 * where they have a Japanese one.
 */
const TEMPLATES = {
  'The controls of October 2025 return': '2025年10月の規制の復活',
  'The suspension of Announcements 57, 58 and 61 of 2025 (five more rare earths, graphite and batteries, goods made abroad) ends today and is not renewed.':
    '2025年第57号・第58号・第61号公告(追加のレアアース5種、黒鉛と電池、国外で作られた品目)の適用停止が本日終わり、延長されない。',
  'The rows of the policy table, with the effect that the method gives their classes.':
    '規制の表の各行に、手法がその種類に定める効果を与える。',
  'The measures bind as new ones, with the chance and the depth of their class; technology and equipment (56, 62) stop no flow of an element and are left out, and goods made abroad (61) add only where nothing stronger acts. Answers of other states are not computed.':
    '各措置は新たな措置と同じく、その種類の確率と深さで効く。技術と設備(第56号・第62号)は元素の流れを止めないため除き、国外で作られた品目(第61号)はより強い措置がない所でだけ加わる。他国の対抗措置は計算しない。',
  'China stops heavy rare earths': '中国が重レアアースを停止',
  'All shipments of heavy rare earths from China to everybody stop, as oxides, metals and magnets, without an end.':
    '中国からすべての国への重レアアースの出荷が、酸化物・金属・磁石とも期限なく止まる。',
  'What China put under licence in April 2025 and stopped in the weeks after, here without licences.':
    '中国が2025年4月に許可制とし、その後の数週間止めたもの。ここでは許可がまったく下りない。',
  'The chance that the stock of the buyer does not last for the whole year without these shipments, less what others add, saving and substitutes. Light rare earths and goods that contain the heavy ones are not stopped.':
    'これらの出荷がないとき、ほかの供給者の増産・節約・代替を差し引いても買い手の在庫が1年もたない確率。軽レアアースと、重レアアースを含む製品は止まらない。',
  'China stops rare earths to Japan, as in 2010': '2010年のように中国が対日レアアースを停止',
  'All shipments of rare earth oxides and metals from China to Japan stop, without an announcement and without an end.':
    '中国から日本へのレアアースの酸化物と金属の出荷が、発表も期限もなくすべて止まる。',
  'The halt of September to November 2010 after the collision at the Senkaku islands: rare earths, refined and as metal, to Japan only; here without an end.':
    '2010年9月から11月、尖閣諸島沖の衝突後の停止: 精製品と金属のレアアース、日本向けのみ。ここでは期限なしとする。',
  'The chance that the stock of the buyer does not last for the whole year without these shipments, less what others add, saving and substitutes. Magnets from China are not stopped, and shipments through third countries are not computed.':
    'これらの出荷がないとき、ほかの供給者の増産・節約・代替を差し引いても買い手の在庫が1年もたない確率。中国からの磁石は止まらず、第三国を経る出荷は計算しない。',
  'Taiwan Strait closed for 30 days': '台湾海峡の30日間の封鎖',
  'Nothing passes the Taiwan Strait for 30 days, from the day of the run.':
    '算出の日から30日間、台湾海峡を何も通らない。',
  'Taiwan Strait closed for 90 days': '台湾海峡の90日間の封鎖',
  'Nothing passes the Taiwan Strait for 90 days, from the day of the run.':
    '算出の日から90日間、台湾海峡を何も通らない。',
  'Strait of Malacca closed for 30 days': 'マラッカ海峡の30日間の封鎖',
  'Nothing passes the Strait of Malacca for 30 days, from the day of the run.':
    '算出の日から30日間、マラッカ海峡を何も通らない。',
  'Which part of each flow passes the strait is that of the table of routes.':
    '各流れのうち海峡を通る割合は航路の表による。',
  'The chance that stock does not last for the days of the closure, for the part of each flow that passes the strait. Ships that take another way are not counted, so it is the most that a closure of the strait alone can do; what it would do to other trade, insurance and demand is not computed.':
    '各流れのうち海峡を通る分について、在庫が封鎖の日数もたない確率。迂回する船は数えないため、海峡の封鎖だけで起こりうる最大である。ほかの貿易・保険・需要への影響は計算しない。',
  'Nothing passes Bab el-Mandeb and Suez, as from December 2023':
    '2023年12月以降のようにバブ・エル・マンデブとスエズを通れない',
  'What still passes Bab el-Mandeb and Suez takes the way by the Cape: it comes 14 days later, once.':
    'バブ・エル・マンデブとスエズをまだ通っている分が喜望峰を回り、一度だけ14日遅れて届く。',
  'Ships through Bab el-Mandeb fell from 74 a day in 2023 to 32 in 2024 and went on by the Cape, 10 to 14 days longer (IMF PortWatch). Four fifths of what went that way go by the Cape already.':
    'バブ・エル・マンデブを通る船は2023年の1日74隻から2024年の32隻に減り、10～14日長い喜望峰回りとなった(IMF PortWatch)。この経路の5分の4は既に喜望峰を回っている。',
  'The chance that stock does not last for the 14 days of the longer way, for the part of each flow that still passes. Freight rates and the ships that are missing elsewhere are not computed.':
    '各流れのうちまだ通っている分について、在庫が遠回りの14日もたない確率。運賃と、ほかで足りなくなる船は計算しない。',
  'Blockade of Taiwan for 180 days': '台湾の180日間の封鎖',
  'A blockade stops what China and Taiwan send to the buyer for 180 days, of every element and at every stage.':
    '封鎖により、中国と台湾から買い手への出荷が、すべての元素と工程で180日間止まる。',
  'What a crisis of the theatre stops in the method, for as long as its disruptions last in the mean; the method gives it a few percent a year, here it happens.':
    '手法でこの海域の危機が止めるものが、途絶の平均の長さだけ止まる。手法での発生率は年に数%だが、ここでは起こるものとする。',
  'The chance that stock does not last for 180 days without both. Damage, insurance and demand are not computed, and for Taiwan itself nothing but these two origins is stopped.':
    '両者なしで在庫が180日もたない確率。被害・保険・需要は計算しない。台湾自身については、この2つの供給国だけが止まる。',
  'Incident at the Senkaku islands, answered with coercion': '尖閣諸島での事件と経済的威圧',
  'An incident of a kind seen once in many years, and China stops rare earths, gallium, germanium, antimony, tungsten and graphite to Japan.':
    '何年に一度という事件が起こり、中国がレアアース・ガリウム・ゲルマニウム・アンチモン・タングステン・黒鉛の対日出荷を止める。',
  'The pressure at its maximum, and a stop for Japan alone, without an end, of what China controlled by 2025. Chinese announcements were not predicted by counts of ships in the back-test; the two are put together here, not derived from each other.':
    '緊張度を最大とし、中国が2025年までに規制した品目を日本に対してだけ期限なく止める。過去の検証では船の計数から中国の発表は予測できなかった。ここでは両者を並べるのであって、一方から他方を導くのではない。',
  'The chance that the stock of the buyer does not last for the whole year without these shipments, less what others add, saving and substitutes. The pressure raises the chance of a security crisis beside it.':
    'これらの出荷がないとき、ほかの供給者の増産・節約・代替を差し引いても買い手の在庫が1年もたない確率。緊張度により、安全保障上の危機の確率も上がる。',
  'The border of Myanmar is closed for 180 days': 'ミャンマー国境の180日間の閉鎖',
  'No rare earth ore leaves Myanmar for 180 days; the plants in China that live on it lose that part of their feed.':
    'ミャンマーからレアアース鉱石が180日間出荷されず、それに頼る中国の工場がその分の原料を失う。',
  'From the seizure of Pangwa in October 2024 to the resumption in April 2025 it was about half a year. Which part of the feed it is comes from the shares of mine output.':
    '2024年10月のパンワ占拠から2025年4月の再開まで約半年だった。原料に占める割合は採掘量の割合による。',
  'The chance that stock does not last for the 180 days, at the mine and, once the ore on the way is used up, at the next stage in China. Later stages are not cut a second time, and prices are not computed.':
    '採掘段階と、輸送中の鉱石を使い切った後の中国での次の段階で、在庫が180日もたない確率。その先の段階を重ねて減らすことはせず、価格は計算しない。',
  'Both theatres at their maximum': '両海域の緊張が最大',
  'A second carrier group, an exercise around Taiwan and ships at the Senkaku islands: the pressure in both theatres is the highest of three years.':
    '2つ目の空母打撃群、台湾周辺の演習、尖閣諸島の船舶: 両海域の緊張度が3年間で最高となる。',
  'Percentile 100 in the own history of each theatre. No measure is added: only the rates of security crises move.':
    '各海域の過去の中で100のうち100の水準。措置は加えず、安全保障上の危機の発生率だけが動く。',
  'The rates of security crises, raised as the method raises them for the whole year. No stop and no measure is stated.':
    '手法のとおりに1年を通じて引き上げた安全保障上の危機の発生率。停止も措置も仮定しない。',
  'Lynas loses its licence in Malaysia': 'ライナスがマレーシアの許可を失う',
  'The plants of Lynas in Malaysia stand still for the whole year.':
    'マレーシアにあるライナスの工場が1年を通じて止まる。',
  'Its part of the output of Malaysia is that of the supplier register. What it no longer delivers is a gap that others fill only with what they can add.':
    'マレーシアの生産に占める割合は供給者の登録簿による。納入されない分は、ほかの供給者が増産できる分でしか埋まらない。',
  'The chance that stock does not last for a year without that part of the supply, stage by stage. The score is that of the worst stage: where another one is worse, as the magnets from China are for neodymium, it does not move; `stages` shows what happens at each, and `unchanged_because` says what meets the gap. Who makes magnets of what Lynas separates is not computed.':
    'その分の供給なしで在庫が1年もたない確率を工程ごとに求める。スコアは最も悪い工程のもので、ネオジムでの中国の磁石のようにほかの工程がより悪い場合は動かない。各工程の変化と、不足を何が埋めるかも示す。ライナスの分離品から誰が磁石を作るかは計算しない。',
  'National stocks are released': '国家備蓄の放出',
  'Thirty more days of stock of everything come to the market of the buyer.':
    '買い手の市場に、すべての品目の在庫が30日分加わる。',
  'The method counts half of a national stock as usable. A stock of 60 days that is released in full adds the other half.':
    '手法は国家備蓄の半分を使えるものと数える。60日分の備蓄を全量放出すると、残りの半分が加わる。',
  'The same disruptions against thirty more days of stock at every stage. That the stock is lower afterwards is not computed.':
    '同じ途絶に対し、各工程の在庫が30日分多い場合。その後の備蓄の減少は計算しない。',
} as const;

const SOURCES = {
  'Mineral Commodity Summaries and Minerals Yearbook': '鉱物商品概要・鉱物年鑑',
  'Studies on the critical raw materials for the EU, 2017 and 2023':
    'EUの重要原材料に関する調査(2017年・2023年)',
  'Critical Minerals Data Explorer, commentaries and policy database':
    '重要鉱物データ・解説・政策データベース',
  'Worldwide Governance Indicators, 2024 update': '世界ガバナンス指標(2024年版)',
  'Customs data, ministries and trade press on imports, stocks and use':
    '輸入・在庫・用途に関する税関統計、官庁、業界紙',
  'Sea routes and modes of transport of the buyers': '買い手の航路と輸送手段',
  'Daily transits of straits': '海峡の日別通航数',
  'Register of export controls and other policy events': '輸出規制・政策の登録簿',
  'Register of suppliers, sites, links and outside parties': '供給者・拠点・取引関係の登録簿',
  'Names on the export control, watch and unreliable entity lists of China':
    '中国の輸出管理・注視・信頼できないエンティティの各リスト',
  'Daily reports of PLA activity around Taiwan': '台湾周辺の解放軍活動の日報',
  'Vessels in the contiguous zone and territorial sea around the Senkaku Islands':
    '尖閣諸島周辺の接続水域・領海の船舶',
  'Security events in the waters and airspace around Japan, and scrambles':
    '日本周辺の海空域での事案と緊急発進',
  'Deployments of Chinese aircraft carriers': '中国空母の展開',
  'Named and unannounced exercises around Taiwan': '台湾周辺の演習(公表・非公表)',
  'Disruptions of mineral supply with their length and depth': '鉱物供給の途絶とその長さ・深さ',
  'Export measures and disruptions worldwide since 2002': '2002年以降の世界の輸出措置と途絶',
  'What trade did under a control': '規制下の貿易の実績',
  'Trade by month under controls': '規制下の月別貿易',
  'What buyers reported of shortages since 2010': '2010年以降の供給不足に関する需要家の報告',
  'Decisions on export licences, as reported': '報道された輸出許可の審査結果',
  'What the goods of customs codes are': '税関番号と品目の対応',
  'Natural Earth, 1:50m Admin 0 countries': 'Natural Earth(1:5000万、国)',
  'Element content of products': '製品の元素含有量',
  'Estimates made for the method': '手法のための推計',
  'United States Geological Survey': '米国地質調査所',
  'European Commission': '欧州委員会',
  'International Energy Agency': '国際エネルギー機関',
  'World Bank': '世界銀行',
  'named row by row': '行ごとに記載',
  'Chokepoint, after CSIS, the US Census and geography': 'Chokepoint(CSIS、米国国勢調査局、地理による)',
  'IMF PortWatch, from AIS of the UN Global Platform':
    'IMF PortWatch(国連グローバル・プラットフォームのAISによる)',
  'Chokepoint, from official notices, law firms and press': 'Chokepoint(公告、法律事務所、報道による)',
  'Chokepoint, from company filings and press': 'Chokepoint(企業の開示、報道による)',
  'Ministry of Commerce of China, collected by name in OpenSanctions cn/sanctions':
    '中国商務部(OpenSanctions cn/sanctions が名称で収集)',
  'Ministry of National Defense, Taiwan': '台湾国防部',
  'Japan Coast Guard': '海上保安庁',
  'Chokepoint, from the Japan Joint Staff Office and press': 'Chokepoint(統合幕僚監部、報道による)',
  "Chokepoint, from the Japan Joint Staff Office, Taiwan's ministry of defence and press":
    'Chokepoint(統合幕僚監部、台湾国防部、報道による)',
  'Chokepoint, after CSIS, the Global Taiwan Institute and the Taiwan Security Monitor':
    'Chokepoint(CSIS、Global Taiwan Institute、Taiwan Security Monitor による)',
  'Chokepoint, from customs figures, geological surveys and press':
    'Chokepoint(税関統計、地質調査機関、報道による)',
  'Chokepoint, from official notices, geological surveys and press':
    'Chokepoint(公告、地質調査機関、報道による)',
  'Chokepoint, from reported customs figures': 'Chokepoint(報じられた税関統計による)',
  'UN Comtrade, US Census Bureau, Eurostat and press on Chinese customs, compiled by the project':
    '国連Comtrade、米国国勢調査局、Eurostat、中国税関に関する報道(本プロジェクトが編集)',
  'Chokepoint, from press, associations, companies and agencies':
    'Chokepoint(報道、業界団体、企業、公的機関による)',
  'Chokepoint, from press and ministries': 'Chokepoint(報道と省庁による)',
  'World Customs Organization, customs of China, European Commission, USITC; read by the project':
    '世界税関機構、中国税関、欧州委員会、米国国際貿易委員会(本プロジェクトが参照)',
  'Chokepoint, from published studies': 'Chokepoint(公表された研究による)',
  'Public domain (work of the United States government)': 'パブリックドメイン(米国政府の著作物)',
  'CC BY 4.0 (Commission Decision 2011/833/EU)': 'CC BY 4.0(委員会決定2011/833/EU)',
  'terms of the IEA (not read); figures are quoted with credit':
    'IEAの利用条件(未確認)。数値は出典を示して引用',
  'facts from published texts, quoted as numbers with their address':
    '公表された文書の事実を、数値と出典の場所で引用',
  'compiled by the project; figures of third parties with credit':
    '本プロジェクトが編集。第三者の数値は出典を明示',
  'terms of the IMF: free use with attribution': 'IMFの利用条件: 出典明示で自由に利用可',
  'compiled by the project; facts from published texts, each row with its address':
    '本プロジェクトが編集。公表された文書の事実で、行ごとに出典の場所を記載',
  'names and days are facts of public notices, each row with its address; OpenSanctions: CC BY-NC 4.0':
    '名称と日付は公告の事実で、行ごとに出典の場所を記載。OpenSanctions: CC BY-NC 4.0',
  'counts are public facts; carriers of the counts: eskim19/taiwan-strait-tracker and madeye/taiwan-strait-monitor (MIT), s0914712/pla-data-dashboard, viviankoko/mnd_crawler and acikacik1314/two-bears-blog (none)':
    '計数は公の事実。計数の掲載元: eskim19/taiwan-strait-tracker、madeye/taiwan-strait-monitor(MIT)、s0914712/pla-data-dashboard、viviankoko/mnd_crawler、acikacik1314/two-bears-blog(表示なし)',
  'terms of the site not read; counts are public facts; carrier of the counts: khourix/warwatch (none)':
    'サイトの利用条件は未確認。計数は公の事実。計数の掲載元: khourix/warwatch(表示なし)',
  'compiled by the project; dates from published texts, each row with its address':
    '本プロジェクトが編集。公表された文書の日付で、行ごとに出典の場所を記載',
  'compiled by the project; facts from published texts, each row with its address; graphite worked out from UN Comtrade, of which only the result is kept':
    '本プロジェクトが編集。公表された文書の事実で、行ごとに出典の場所を記載。黒鉛は国連Comtradeから算出し、結果だけを保存',
  'UN Comtrade: free with credit to the source; US Census Bureau: public domain; Eurostat: CC BY 4.0; facts from published texts, each row with its address':
    '国連Comtrade: 出典を示せば自由に利用可。米国国勢調査局: パブリックドメイン。Eurostat: CC BY 4.0。公表された文書に基づく事実。各行に出典のアドレスあり',
  'compiled by the project in its own words; facts from published texts, each row with its address':
    '本プロジェクトが自らの言葉で編集。公表された文書に基づく事実。各行に出典のアドレスあり',
  'compiled by the project in its own words; facts from published texts':
    '本プロジェクトが自らの言葉で編集。公表された文書に基づく事実',
  'facts from published tariffs and notices, each row with its address':
    '公表された関税表と公告の事実で、行ごとに出典の場所を記載',
  'Public domain': 'パブリックドメイン',
  'compiled by the project; figures of published studies, each row with its address':
    '本プロジェクトが編集。公表された研究の数値で、行ごとに出典の場所を記載',
  'free, with credit': '出典明示で自由',
  'figures with credit': '数値は出典明示',
  'the numbers; not the texts': '数値のみ(文章は除く)',
  'free, with credit to IMF PortWatch': 'IMF PortWatchを出典として明示すれば自由',
  'the facts of the notices; the data set of OpenSanctions by its own terms':
    '公告の事実。OpenSanctionsのデータセットはその利用条件による',
  'the counts, with credit to the ministry; re-read from the publisher for production':
    '国防部を出典として明示すれば計数は可。本番では公表元から読み直す',
  'the counts, with credit to the coast guard; re-read from the publisher for production':
    '海上保安庁を出典として明示すれば計数は可。本番では公表元から読み直す',
  'yearly, in the first weeks of the year': '毎年、年初の数週間',
  'every three years': '3年ごと',
  'yearly, in May': '毎年5月',
  'yearly, in autumn': '毎年秋',
  'when routing changes': '航路の変更時',
  'weekly; read by hand': '毎週(人手で確認)',
  'event-driven, read through every quarter': '随時(四半期ごとに通読)',
  'daily, one PDF a month': '毎日(月ごとに1つのPDF)',
  'event-driven, releases within three days': '随時(3日以内に公表)',
  'when reports are read': '報告の確認時',
  'when trade figures are read': '貿易統計の確認時',
  'monthly; newer months come in by the collected sources of trade':
    '毎月(新しい月は自動収集の貿易統計による)',
  'with each edition of a tariff': '関税表の改訂ごと',
  'with each edition': '改訂ごと',
  'when a study is read': '研究の確認時',
  'with the method': '手法の改訂時',
} as const;

const COLLECTED = {
  'Daily report on activity around the Taiwan Strait': '台湾海峡周辺の活動の日報',
  'Chinese government vessels in the waters around the Senkaku/Diaoyu islands, by day':
    '尖閣諸島周辺海域の中国公船(日別)',
  'Releases on ships and aircraft around Japan': '日本周辺の艦艇・航空機に関する発表',
  'Mineral Commodity Summaries, table of data': '鉱物商品概要のデータ表',
  'Worldwide Governance Indicators': '世界ガバナンス指標',
  'Trade of China by code, partner and month': '中国の貿易(品目・相手国・月別)',
  'Trade statistics of Japan by commodity and country, imports': '日本の貿易統計(品別国別、輸入)',
  'Comext: trade of the European Union by code, partner and month': 'Comext: EUの貿易(品目・相手国・月別)',
  'DataWeb: imports of the United States by code, country and month': 'DataWeb: 米国の輸入(品目・国・月別)',
  'Announcements of the Ministry of Commerce': '商務部の公告',
  'Documents of the Bureau of Industry and Security': '産業安全保障局の文書',
  'Acts on exports and raw materials in the Official Journal': 'EU官報の輸出・原材料に関する法令',
  'Regulations of the Ministry of Energy and Mineral Resources': 'エネルギー鉱物資源省の規則',
  'Regulations of the Ministry of Trade': '商業省の規則',
  'Texts and news of the Ministry of Mines': '鉱業省の文書と発表',
  'Decisions and releases of ARECOMS': 'ARECOMSの決定と発表',
  'Federal Gazette, subsidiary legislation P.U. (A)': '連邦官報 下位法令 P.U.(A)',
  'Newly issued documents in the Official Gazette (Công báo)': '官報(Công báo)の新着文書',
  'Notifications of the Ministry of Commerce': '商業省の告示',
  'Releases of the Ministry of Economy, Trade and Industry': '経済産業省の発表',
  'Revisions of the Export Trade Control Order': '輸出貿易管理令の改正',
  "Taiwan's Ministry of National Defense": '台湾国防部',
  'Japan Joint Staff': '統合幕僚監部',
  'General Administration of Customs of China': '中国海関総署',
  'Ministry of Finance of Japan': '財務省',
  'United States International Trade Commission': '米国国際貿易委員会',
  "China's Ministry of Commerce": '中国商務部',
  'Office of the Federal Register': '米国連邦官報局',
  'Publications Office of the European Union': '欧州連合出版局',
  'JDIH of the Ministry of Energy and Mineral Resources of Indonesia':
    'インドネシア エネルギー鉱物資源省 法令情報網(JDIH)',
  'JDIH of the Ministry of Trade of Indonesia': 'インドネシア商業省 法令情報網(JDIH)',
  'Ministry of Mines of the DR Congo': 'コンゴ民主共和国鉱業省',
  'Authority for strategic mineral substances (ARECOMS) of the DR Congo':
    'コンゴ民主共和国 戦略鉱物規制当局(ARECOMS)',
  "Attorney General's Chambers of Malaysia": 'マレーシア司法長官府',
  'Government of Vietnam': 'ベトナム政府',
  'Ministry of Commerce of Myanmar': 'ミャンマー商業省',
  "Japan's Ministry of Economy, Trade and Industry": '経済産業省',
  "e-Gov, Japan's Digital Agency": 'e-Gov(デジタル庁)',
  'Government open information: free with credit to the source': '政府公開情報: 出典明示で自由に利用可',
  'Government of Japan standard terms of use: free with credit to the source':
    '政府標準利用規約: 出典明示で自由に利用可',
  'Free with credit to the source': '出典明示で自由に利用可',
  'Free with credit to the source (Decision 2011/833/EU)': '出典明示で自由に利用可(決定2011/833/EU)',
  'Official announcements: title, day, number and address are quoted, each with its address':
    '公式発表: 題名・日付・番号・場所を、それぞれの場所とともに引用',
  'daily, between 08:00 and 10:00 of Taipei': '毎日、台北時間8時～10時',
  'the table of the month is replaced as days are added, a day or more later':
    '当月の表が、日が加わるたびに1日以上遅れて差し替えられる',
  'as it happens, about thirty releases a month, up to three days later': '随時(月に約30件、3日以内)',
  'yearly, in the first weeks of the year, with corrections within the year':
    '毎年、年初の数週間(年内に訂正あり)',
  'monthly, by the 20th; January with February': '毎月20日まで(1月は2月と同時)',
  'monthly, about a month later; the tables of a year are replaced, and final in the next spring':
    '毎月、約1か月後(1年分の表が差し替えられ、翌春に確定)',
  'monthly, about seven weeks later; earlier months are corrected with each':
    '毎月、約7週間後(過去の月も毎回訂正)',
  'monthly, about six weeks later; earlier months are corrected yearly':
    '毎月、約6週間後(過去の月は毎年訂正)',
  'as it happens': '随時',
  'The 24 hours to 06:00 of Taipei; the day is the one on which they end, as the text states it.':
    '台北時間6時までの24時間。日付は文書が示す、その終わりの日。',
  'One month of Japanese days; the day up to which the table goes is printed in its head.':
    '日本時間の1か月。表がどの日までかは表頭に記される。',
  'The last day that the release speaks of; the number of the release has the day on which it came out.':
    '発表が触れる最後の日。発表の番号には公表日が含まれる。',
  'Years; the day is the last of the year.': '年単位。日付は年の最終日。',
  'One or more months; the day is the last of the newest month in which anything was counted.':
    '1か月以上。日付は、計上のある最新の月の末日。',
  'The newest day of its entries.': '掲載項目の最も新しい日。',
  'as published': '公表のまま',
} as const;

const METHOD = {
  'percent probability that on at least one of the next 365 days supply falls short of need after the cover is used up':
    '今後365日のうち少なくとも1日、在庫を使い切った後に供給が必要量に足りなくなる確率(%)',
  'Chance that a shortage outlasts the cover within a year': '在庫を超える供給不足が1年以内に起きる確率',
  'No public data tell for each supplier whether its deliveries to a buyer stopped, so an outcome could only be guessed. Forecasts are pinned.':
    '供給者ごとに買い手への納入が止まったかを示す公開データがなく、結果は推測にしかならない。予測は固定して残す。',
  'The score of a country is that of its worst element. It would count the outcomes of elements a second time. Forecasts are pinned.':
    '国のスコアは最も悪い元素のもので、元素の結果を二重に数えることになる。予測は固定して残す。',
  'No window that counts has been judged yet.': '対象となる期間で判定済みのものはまだない。',
  'It has not been collected here yet.': 'ここではまだ収集していない。',
} as const;

export const JAPANESE_SENTENCES: Readonly<Record<string, string>> = {
  ...TEMPLATES,
  ...SOURCES,
  ...COLLECTED,
  ...METHOD,
};
