import { expect, test } from 'vitest';
import { elementsNamed } from '#domain/companies/elements-named.ts';

test.each([
  // Titles of announcements: MOFCOM No. 10, 18, 57 of 2025 and No. 23 of 2023; Federal Register 2025-22;
  // Journal officiel; ESDM; P.U. (A); Công báo.
  ['对钨、碲、铋、钼、铟相关物项实施出口管制的决定', ['Bi', 'In', 'Mo', 'Te', 'W']],
  ['公布对部分中重稀土相关物项实施出口管制的决定', ['@HREE']],
  [
    '钴、镍、锂、铜、镁、钒、铌、钽、硅、萤石、铂、钯、铑',
    ['CaF2', 'Co', 'Cu', 'Li', 'Mg', 'Nb', 'Ni', 'Pd', 'Pt', 'Rh', 'Si', 'Ta', 'V'],
  ],
  ['关于对钬、铒、铥、铕、镱相关物项', ['Er', 'Eu', 'Ho', 'Tm', 'Yb']],
  ['イッテルビウム及び黒鉛の輸出の承認について', ['C', 'Yb']],
  ['テルビウム、レアアース', ['@REE', 'Tb']],
  ['Prohibition of exports of gallium, germanium and antimony (Ga, Ge, Sb)', ['Ga', 'Ge', 'Sb']],
  ['Décision portant suspension des exportations de cobalt et de coltan; terres rares', ['@REE', 'Co', 'Ta']],
  ['Larangan ekspor bijih nikel, tembaga dan logam tanah jarang', ['@REE', 'Cu', 'Ni']],
  ['Larangan mengenai eksport unsur nadir bumi', ['@REE']],
  ['Quy định về xuất khẩu đất hiếm, quặng đồng, vonfram', ['@REE', 'Cu', 'W']],
  ['Dysprosium oxide (Dy2O3) and CaF2', ['CaF2', 'Dy']],
])('%s', (text, elements) => {
  expect(elementsNamed(text)).toEqual(elements);
});

test.each([
  'In Co., Ltd. La Li Si V W Y C Te Pt',
  'Nghị định quy định về hợp đồng lao động',
  'Leading indicators of the nickelodeon',
  '関税定率法の一部を改正する法律',
])('%s: nothing is named', (text) => {
  expect(elementsNamed(text)).toEqual([]);
});
