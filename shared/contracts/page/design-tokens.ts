import { SHOWN_BANDS, type ShownBand } from '#domain/vocabulary/band-scale.ts';

const colourOf = (band: ShownBand['name']): string | undefined =>
  SHOWN_BANDS.find(({ name }) => name === band)?.colour;

/**
 * How the page, the report and the reference of the API look: one set of colours, sizes and spaces as custom
 * properties of CSS.
 *
 * Bands grow darker from low to critical on light paper and lighter on dark paper, so that further from the
 * paper is always worse, in grey and for the
 * colour-blind too. Marks have a contrast of 3:1 against their surface, text has 4.5:1. Each colour is
 * `light-dark(on light, on dark)`; print is always light.
 */
export const DESIGN_TOKENS = `:root {
  color-scheme: light dark;
  --font: Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI", IPAGothic, sans-serif;
  --t1: 12px; --t2: 13px; --t3: 14px; --t4: 16px; --t5: 20px; --t6: 28px; --t7: 52px;
  --s1: 4px; --s2: 8px; --s3: 12px; --s4: 16px; --s5: 24px; --s6: 40px; --s7: 64px;
  --r1: 4px; --r2: 8px; --wide: 1328px;
  --paper: light-dark(#fafaf8, #0e1014); --surface: light-dark(#ffffff, #15171c); --sunk: light-dark(#f2f2ef, #1c1f26); --hover: light-dark(#f5f5f2, #1a1d23);
  --ink: light-dark(#16181d, #eceef2); --ink2: light-dark(#454b57, #c0c5cf); --ink3: light-dark(#5f6673, #9aa1ad);
  --line: light-dark(#e4e4df, #262a32); --line2: light-dark(#c9cac6, #3a404b); --control: light-dark(#858a94, #737a87);
  --link: light-dark(#3b57c4, #9db2ff); --on-link: light-dark(#ffffff, #10131a);
  --low: light-dark(${colourOf('low')}, #54697a); --guarded: light-dark(${colourOf('guarded')}, #8a7139); --elevated: light-dark(${colourOf('elevated')}, #b5782f); --high: light-dark(${colourOf('high')}, #e37d42); --critical: light-dark(${colourOf('critical')}, #ff8a80);
  --force: light-dark(#3f4756, #c9ced8); --begin: light-dark(#808792, #7d8592); --security: light-dark(#3b57c4, #9db2ff);
  --green: light-dark(#1f7a4d, #5fc48f); --amber: light-dark(#946200, #e3b04b); --red: light-dark(#b3261e, #ff8f85);
  --green-soft: light-dark(#e8f4ed, #16261e); --amber-soft: light-dark(#fdf4dd, #2a2316); --red-soft: light-dark(#fcebe9, #2e1b1b);
  --shade1: light-dark(#d5dce1, #333b44); --shade2: light-dark(#b3bec6, #4a5661); --shade3: light-dark(#8b99a3, #6a7884); --shade4: light-dark(#55636e, #97a6b1); --shade5: light-dark(#2a3640, #d2dde5);
  --sea: light-dark(#ffffff, #15171c); --land: light-dark(#eeeeea, #1e2228);
}
@media print {
  :root { color-scheme: light !important; --paper: #fff; --ink2: #222; --ink3: #444; --line: #ccc; --link: #000; --red-soft: #fff; --amber-soft: #fff; --green-soft: #fff; }
}
`;
