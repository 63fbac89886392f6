import { MOST_COMPANIES } from '#contracts/api/companies.ts';
import type { Company } from '#domain/companies/company.ts';
import type { ClientItem } from '#functions/store/clients/client-items.ts';
import type { KindOfItem } from '../alerts/stored-items.ts';

export const COMPANY: KindOfItem = { one: 'company', list: '/v1/companies', most: MOST_COMPANIES };

export const linksOf = (id: string) => {
  const self = `/v1/companies/${encodeURIComponent(id)}`;
  return { self, results: `${self}/results` };
};

export const shownCompany = ({ id, version, updated_at, content }: ClientItem<Company>) => ({
  id,
  version,
  updated_at,
  company: content,
  links: linksOf(id),
});

export const listedCompany = ({ id, version, updated_at, content }: ClientItem<Company>) => ({
  id,
  version,
  updated_at,
  name: content.name,
  country: content.country,
  links: linksOf(id),
});
