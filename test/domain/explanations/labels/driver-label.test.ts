import { expect, test } from 'vitest';
import { driverLabel } from '#domain/explanations/labels/driver-label.ts';
import { englishWith } from '#domain/words/english-language.ts';
import { rendered } from '#domain/words/render.ts';
import { readerNames } from '#test/builders/reader-names.ts';

test.each([
  ['active_control:CHN', "China's export controls"],
  ['active_control:CHN+MYS', 'Controls by China and Malaysia'],
  ['active_control:mine-MYS:CHN', "China's controls on ore"],
  ['scheduled_control:USA', "The US's pending controls"],
  ['scheduled_control:CHN+MYS', 'Pending: China and Malaysia'],
  ['scheduled_control:mine-MYS:CHN', "China's pending ore controls"],
  ['new_control:CHN', 'New controls by China'],
  ['origin_instability:MYS', 'Unrest in Malaysia'],
  ['transit', 'Sea lanes around Taiwan'],
  ['facility', 'Outage of the largest plant'],
  ['facility:KUANTAN', 'Plant outage, plant KUANTAN'],
  ['port_strike:MYS', 'Port_strike'],
])('the hazard %s is called "%s"', (id, label) => {
  const kind = id.split(':')[0] as string;
  expect(rendered(driverLabel({ id, kind }, readerNames), englishWith(readerNames))).toBe(label);
});

test('a site is called by its place where its name has the company before it', () => {
  const names = { ...readerNames, site: () => 'Lynas (Mt Weld (mine))' };
  expect(rendered(driverLabel({ id: 'facility:MW', kind: 'facility' }, names), englishWith(names))).toBe('Plant outage, Mt Weld (mine)');
});

test.each([
  ['listing', "China's list of barred companies"],
  ['extraterritorial', "China's rule on Chinese content"],
])('%s, a control without an origin, has words of its own', (id, label) => {
  expect(rendered(driverLabel({ id, kind: 'active_control' }, readerNames), englishWith(readerNames))).toBe(label);
});
