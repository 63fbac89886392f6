import { expect, test } from 'vitest';
import { daysOf, firstFullDate, oneLine, sentencesOf } from '#functions/sources/publishers/joint-staff/release-words.ts';

const spans = (text: string, released: string, context = released, sameDay?: string) =>
  daysOf(oneLine(text), released, context, sameDay).days.map(({ first, last }) => (first === last ? first : `${first}/${last}`));

test.each([
  ['令和８年５月２５日（月）正午頃', '2026-05-25'],
  ['令和元年５月１日', '2019-05-01'],
  ['平成３０年１月１０日', '2018-01-10'],
  ['２０２６年３月３１日現在', '2026-03-31'],
  ['３月３１日', null],
])('%s is the day %s', (text, day) => {
  expect(firstFullDate(oneLine(text))).toBe(day);
});

test.each([
  ['a span over two months', '４月３０日（木）から５月１日（金）にかけて', '2026-05-07', undefined, ['2026-04-30/2026-05-01']],
  ['a span whose month is left out', '３月３０日（月）から３１日（火）にかけて', '2026-03-31', undefined, ['2026-03-30/2026-03-31']],
  ['a span with a wave dash', '５月２８日（木）～６月３日（水）', '2026-06-04', undefined, ['2026-05-28/2026-06-03']],
  [
    'a year that was stated and carries on',
    '令和７年１０月３日（金）に対馬海峡を南西進し、１０月５日（日）から６日（月）にかけて',
    '2026-03-16',
    undefined,
    ['2025-10-03', '2025-10-05/2025-10-06'],
  ],
  ['a month of last year without a year', '１２月６日（土）', '2026-01-10', undefined, ['2025-12-06']],
  ['a day without a month, by its weekday', '９日（土）から１０日（日）にかけて', '2026-05-13', '2026-05-13', ['2026-05-09/2026-05-10']],
  ['a day of the month before, by its weekday', '３１日（日）', '2026-06-02', '2026-06-01', ['2026-05-31']],
  ['that day', 'また、同日、午後４時頃', '2026-07-02', '2026-07-02', ['2026-07-02']],
  ['today and yesterday', '本日（２７日）と昨日', '2026-06-27', undefined, ['2026-06-27', '2026-06-26']],
  ['a number of days is no day', '２０日連続、１５日間', '2026-06-27', undefined, []],
  ['a day that does not exist', '２月３０日', '2026-06-27', undefined, []],
])('%s', (_, text, released, context, expected) => {
  expect(spans(text, released, context)).toEqual(expected);
});

test('that day is the day it is told to be when the sentence names none before it', () => {
  expect(spans('また、同日、午後４時頃', '2026-07-02', '2026-07-02', '2026-07-01')).toEqual(['2026-07-01']);
});

test('a weekday that does not fit its day is told', () => {
  expect(daysOf(oneLine('令和８年３月９日（火）'), '2026-03-10', '2026-03-10').wrongWeekdays).toEqual(['令和8年3月9日(火)']);
});

test('text in one line has half-width digits, one kind of dash and no breaks within words', () => {
  expect(oneLine('ジャンカイⅢ級フリゲー\nト（艦番号「５４\n５」） 〜Ｐ－３Ｃ')).toBe('ジャンカイIII級フリゲート(艦番号「545」)~P-3C');
  expect(sentencesOf('一。二。三')).toEqual([
    { text: '一', ended: true },
    { text: '二', ended: true },
    { text: '三', ended: false },
  ]);
});
