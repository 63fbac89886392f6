/** Examples of files. */
import { FIELD_WORDS, FIELDS_OF_KIND, type FileField, type FileKind, type FileLanguage } from './file-words.ts';

/** Rows of an example, by field. */
const EXAMPLES: Readonly<Record<FileKind, readonly Readonly<Partial<Record<FileField, string>>>[]>> = {
  needs: [
    {
      id: 'M-100',
      name: 'Traction magnet',
      material: 'NdFeB N42SH',
      quantity: '12500',
      unit: 'kg',
      spend: '900000',
      revenue_at_stake: '40000000',
      site: 'main',
    },
    {
      id: 'M-200',
      name: 'Grain boundary powder',
      material: 'Dy2O3',
      quantity: '800',
      unit: 'kg',
      spend: '240000',
      revenue_at_stake: '9000000',
      site: 'main',
    },
  ],
  stock: [
    { material: 'Dy2O3', stock: '150', unit: 'kg', as_of: '2026-11-29', site: 'main' },
    { material: 'NdFeB N42SH', days: '45', as_of: '2026-11-29', site: 'main' },
  ],
  sources: [
    { material: 'Dy2O3', country: 'CHN', share: '70%', since: '2024-04-01', contract_until: '2027-03-31' },
    { material: 'Dy2O3', country: 'MYS', share: '30%' },
  ],
  sites: [{ id: 'main', name: 'Main plant', country: 'JPN' }],
};

/** An example of a file, as rows of cells with the headings of a language first. */
export function fileTemplate(kind: FileKind, language: FileLanguage): readonly (readonly string[])[] {
  const fields = FIELDS_OF_KIND[kind].filter((field) => EXAMPLES[kind].some((row) => row[field] !== undefined));
  const headings = fields.map((field) => (FIELD_WORDS[field][language].split('|')[0] ?? field).replace(/[*].*/, ''));
  return [headings, ...EXAMPLES[kind].map((row) => fields.map((field) => row[field] ?? ''))];
}
