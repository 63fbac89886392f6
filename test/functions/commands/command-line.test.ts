import { describe, expect, test } from 'vitest';
import {
  type CommandSpecification,
  choiceFault,
  dayFault,
  helpOf,
  PORT_OPTION,
  readCommandLine,
  SERVICE_OPTIONS,
  serviceToAsk,
  wholeNumberFault,
} from '#functions/commands/command-line.ts';

const COMMAND = {
  name: 'npm run bake',
  does: 'Bakes.',
  options: {
    on: { value: 'DATE', says: 'when', required: true, refuses: dayFault },
    loaves: {
      value: 'N',
      says: 'how many',
      default: '1',
      environment: 'LOAVES',
      refuses: wholeNumberFault(1),
    },
    flour: { value: 'KIND', says: 'of what', refuses: choiceFault(['rye', 'wheat']) },
    salted: { says: 'with salt' },
  },
  operands: { value: 'TIN', says: 'in what', least: 0, most: 1 },
  environment: { OVEN: 'which oven' },
  examples: ['npm run bake -- --on 2026-10-01'],
} as const satisfies CommandSpecification;

const read = (words: string, environment = {}) =>
  readCommandLine(COMMAND, words.split(' ').filter(Boolean), environment);

describe('a command line', () => {
  test('is read with defaults, from options first and from the environment else; an empty variable is not set', () => {
    const given = { on: '2026-10-01', loaves: '1', flour: undefined, salted: false };
    expect(read('--on 2026-10-01')).toEqual({ options: given, operands: [] });
    expect(read('tin --on 2026-10-01 --flour rye --salted', { LOAVES: '3' })).toEqual({
      options: { on: '2026-10-01', loaves: '3', flour: 'rye', salted: true },
      operands: ['tin'],
    });
    expect(read('--on=2026-10-01 --loaves 2', { LOAVES: '3' }).options.loaves).toBe('2');
    expect(read('--on 2026-10-01', { LOAVES: '' }).options.loaves).toBe('1');
  });

  test.each([
    ['', '--on is missing.'],
    ['--on 2026-13-01', '--on 2026-13-01 is not a calendar day: write it as 2026-10-01.'],
    ['--on 2026-10-01 --loaves 0', '--loaves 0 is no whole number from 1 on.'],
    ['--on 2026-10-01 --loaves 1.5', '--loaves 1.5 is no whole number from 1 on.'],
    ['--on 2026-10-01 --flour sand', '--flour sand is not known: choose one of rye, wheat.'],
    ['--on 2026-10-01 --colour red', "Unknown option '--colour'."],
    ['--on 2026-10-01 a b', 'b is one word too many.'],
  ])('that is wrong is told in a sentence: %s', (words, sentence) => {
    expect(() => read(words)).toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(sentence) }),
    );
  });

  test('is right while a setting of the environment is wrong: that is told with its value, and is no error of usage', () => {
    expect(() => read('--on 2026-10-01', { LOAVES: 'many' })).toThrow(
      expect.objectContaining({
        name: 'CommandFailure',
        message: 'LOAVES=many is no whole number from 1 on.',
      }),
    );
  });

  test('says what it takes', () => {
    const help = helpOf(COMMAND);
    expect(help).toContain('Usage: npm run bake -- [TIN] --on DATE [--loaves N] [--flour KIND] [--salted]\n');
    expect(help).toMatch(/--loaves N +how many \(or LOAVES in the environment; default 1\)/);
    for (const said of [
      /TIN +in what/,
      /--on DATE +when \(needed\)/,
      /--salted +with salt/,
      /OVEN +which oven/,
    ])
      expect(help).toMatch(said);
  });
});

describe('the service that a command asks', () => {
  const command = {
    name: 'npm run ask',
    does: '',
    options: SERVICE_OPTIONS,
    examples: ['npm run ask'],
  } as const;
  const urlOf = (words: readonly string[], environment: Record<string, string>) =>
    serviceToAsk(readCommandLine(command, words, environment).options).url;

  test.each([
    [[], {}, 'http://127.0.0.1:8080'],
    [[], { PORT: '8201' }, 'http://127.0.0.1:8201'],
    [['--port', '8202'], { PORT: '8201' }, 'http://127.0.0.1:8202'],
    [[], { PORT: '8201', CHOKEPOINT_URL: 'https://api.example.com/' }, 'https://api.example.com'],
    [
      ['--url', 'http://10.0.0.7:9000'],
      { CHOKEPOINT_URL: 'https://api.example.com' },
      'http://10.0.0.7:9000',
    ],
  ])('%j with %j is %s', (words, environment, url) => {
    expect(urlOf(words, environment)).toBe(url);
  });

  test.each(['http', '65536', '-1', '80.5', ' 80'])('the port %j is refused', (port) => {
    expect(PORT_OPTION.refuses(port)).toBe('is no port: set it to a whole number from 0 to 65535.');
  });

  test('an address without a scheme is refused', () => {
    expect(() => urlOf(['--url', 'api.example.com'], {})).toThrow(
      '--url api.example.com is no address of a service: write it as http://',
    );
  });
});
