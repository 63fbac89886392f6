import { describe, expect, it } from 'vitest';
import { driverEvidence, type ElementEvidence } from '#domain/facts/element-evidence.ts';
import type { MeasureEvidence } from '#domain/facts/measure-evidence.ts';

const measure = (id: string, over: Partial<MeasureEvidence> = {}): MeasureEvidence => ({
  id,
  row: `policy:${id}`,
  origins: ['CHN'],
  stages: ['separation', 'magnet'],
  state: 'in_force',
  counted: true,
  reliefs: [],
  ...over,
});

/** Japan's dysprosium: two stages, imports known of one, stocks of magnets apart. */
const evidence: ElementEvidence = {
  element: 'element:Dy',
  shares: { mine: { MMR: 'mine of Myanmar', CHN: 'mine of China' }, separation: { CHN: 'share of China', MYS: 'share of Malaysia' } },
  imports: { separation: { CHN: 'imports from China', VNM: 'imports from Vietnam' } },
  import_reliance: { separation: 'reliance' },
  cover: { default: ['pipeline', 'stock'], magnet: ['magnets'] },
  demand: {},
  routes: { separation: { CHN: 'route from China', MYS: 'route from Malaysia' } },
  governance: { CHN: 'governance of China', MYS: 'governance of Malaysia' },
  measures: [
    measure('A', {
      reliefs: [
        { row: 'policy:easing', stages: ['separation'] },
        { row: 'policy:easing of magnets', stages: ['magnet'] },
      ],
    }),
    measure('over', { state: 'ended' }),
    measure('suspended', { state: 'suspended', counted: false }),
    measure('of magnets', { stages: ['magnet'] }),
    measure('of Malaysia', { origins: ['MYS'] }),
  ],
  feed_measures: {
    CHN: [measure('of ore', { origins: ['MMR'], stages: ['mine'] }), measure('of oxides', { origins: ['MMR'], stages: ['separation'] })],
  },
  signals: { carriers: ['a carrier'], senkaku: [], taiwan_strait: ['a report'] },
  signal_origin: 'CHN',
};
const BUFFER = ['reliance', 'pipeline', 'stock', 'element:Dy'];
const SIGNALS = ['a carrier', 'a report'];
const rows = (hazard: string, stage: Parameters<typeof driverEvidence>[1] = 'separation') => driverEvidence(hazard, stage, evidence);

describe('the rows behind a driver of a methodology with a state and an event', () => {
  const counted: ElementEvidence = {
    ...evidence,
    controls: {
      record: { CHN: ['event of China', 'policy:A'], MMR: ['event of Myanmar'] },
      outcomes: { A: ['dysprosium was seen', 'and again'], over: ['before the end'], 'of ore': ['ore was seen'] },
    },
    named_links: { separation: { MYS: ['a link'] } },
    fed_from: { magnet: 'separation' },
  };
  const rowsOf = (hazard: string, stage: Parameters<typeof driverEvidence>[1] = 'separation') => driverEvidence(hazard, stage, counted);

  it('are what trade did under the controls that stand, whether in force or scheduled', () => {
    const ofChina = [
      'policy:A',
      'policy:easing',
      'policy:suspended',
      'dysprosium was seen',
      'and again',
      'share of China',
      'imports from China',
    ];
    expect(rowsOf('active_control:CHN')).toEqual([...ofChina, ...BUFFER]);
    expect(rowsOf('scheduled_control:CHN')).toEqual([...ofChina, ...BUFFER]);
    expect(rowsOf('scheduled_control:mine-CHN:MMR')).toEqual([
      'policy:of ore',
      'ore was seen',
      'mine of Myanmar',
      'share of China',
      'imports from China',
      ...BUFFER,
    ]);
  });

  it('are the events that were counted of the origin, but not its governance', () => {
    expect(rowsOf('new_control:CHN')).toEqual([
      'policy:A',
      'policy:easing',
      'policy:over',
      'event of China',
      'share of China',
      'imports from China',
      ...SIGNALS,
      ...BUFFER,
    ]);
    expect(rowsOf('new_control:mine-CHN:MMR')).toEqual([
      'event of Myanmar',
      'mine of Myanmar',
      'share of China',
      'imports from China',
      ...BUFFER,
    ]);
    expect(rowsOf('new_control:VNM')).toEqual(['imports from Vietnam', ...BUFFER]);
  });

  it('are the links that name a share, also of what reaches a stage through plants at home', () => {
    expect(rowsOf('origin_instability:MYS')).toEqual(['share of Malaysia', 'a link', 'governance of Malaysia', ...BUFFER]);
    expect(rowsOf('origin_instability:MYS', 'magnet')).toEqual([
      'share of Malaysia',
      'a link',
      'governance of Malaysia',
      'magnets',
      'element:Dy',
    ]);
  });
});

describe('the rows behind a driver', () => {
  it('are for a control the measures that stand with their reliefs there, then what they hit, then what the stocks rest on', () => {
    const ofChina = ['policy:A', 'policy:easing', 'policy:suspended'];
    expect(rows('active_control:CHN')).toEqual([...ofChina, 'share of China', 'imports from China', ...BUFFER]);
    expect(rows('active_control:MYS')).toEqual(['policy:of Malaysia', 'share of Malaysia', ...BUFFER]);
    expect(rows('active_control:CHN+MYS')).toEqual([
      ...ofChina,
      'policy:of Malaysia',
      'share of China',
      'imports from China',
      'share of Malaysia',
      ...BUFFER,
    ]);
    expect(rows('active_control:CHN', 'magnet')).toEqual([
      'policy:A',
      'policy:easing of magnets',
      'policy:suspended',
      'policy:of magnets',
      'magnets',
      'element:Dy',
    ]);
  });

  it('are for ore on its way to plants the measures that hit these, its share at the mine, and theirs', () => {
    expect(rows('active_control:mine-CHN:MMR')).toEqual([
      'policy:of ore',
      'mine of Myanmar',
      'share of China',
      'imports from China',
      ...BUFFER,
    ]);
    expect(rows('active_control:mine-MYS:MMR')).toEqual(['mine of Myanmar', 'share of Malaysia', ...BUFFER]);
  });

  it('are for a new control those that the rate counts, ended ones too, with governance, and signals for the origin that they are of', () => {
    expect(rows('new_control:CHN')).toEqual([
      'policy:A',
      'policy:easing',
      'policy:over',
      'share of China',
      'imports from China',
      'governance of China',
      ...SIGNALS,
      ...BUFFER,
    ]);
    expect(rows('new_control:MYS')).toEqual(['policy:of Malaysia', 'share of Malaysia', 'governance of Malaysia', ...BUFFER]);
  });

  it('are for instability the share and the governance of the origin; one of which no row tells has none', () => {
    expect(rows('origin_instability:MYS')).toEqual(['share of Malaysia', 'governance of Malaysia', ...BUFFER]);
    expect(rows('origin_instability:VNM')).toEqual(['imports from Vietnam', ...BUFFER]);
  });

  it('are for a closure of the lanes all routes, shares and signals, and for an outage all shares', () => {
    const shares = ['share of China', 'share of Malaysia'];
    expect(rows('transit')).toEqual(['route from China', 'route from Malaysia', ...shares, ...SIGNALS, ...BUFFER]);
    expect(rows('facility')).toEqual([...shares, ...BUFFER]);
    expect(rows('transit', 'metal')).toEqual([...SIGNALS, 'pipeline', 'stock', 'element:Dy']);
    expect(rows('facility', 'metal')).toEqual(['pipeline', 'stock', 'element:Dy']);
  });

  it('are those that there are', () => {
    const little = { ...evidence, element: null, cover: {}, import_reliance: {}, shares: {} };
    expect(driverEvidence('facility', 'separation', little)).toEqual([]);
    expect(driverEvidence('origin_instability:MYS', 'mine', little)).toEqual(['governance of Malaysia']);
  });
});
