import { describe, expect, it } from 'vitest';
import { collectorAgent } from '#functions/sources/fetching/robots-rules.ts';

describe('the name under which a collector asks', () => {
  it('says where to write to when somebody has said it', () => {
    expect(collectorAgent('https://mine.example/about')).toBe('Chokepoint/1.0 (+https://mine.example/about)');
    expect(collectorAgent('ops@mine.example')).toBe('Chokepoint/1.0 (+ops@mine.example)');
  });

  it('is the name of the program only without a contact, and never an address that nobody reads', () => {
    for (const none of [undefined, '', ' \n']) expect(collectorAgent(none)).toBe('Chokepoint/1.0');
  });

  it('has no character that could end a header', () => {
    expect(collectorAgent('a@b.example\r\nx-evil: 1')).toBe('Chokepoint/1.0 (+a@b.examplex-evil:1)');
  });
});
