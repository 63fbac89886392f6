import { catalogue } from './language.ts';

const THEATRES = catalogue({
  taiwan: ['Around Taiwan', '台湾周辺'],
  senkaku: ['Around the Senkaku Islands', '尖閣諸島周辺'],
});

/** Name of a theatre whose military activity is counted; its id where it is a new one. */
export const theatreName = (id: string): string => (id === 'taiwan' || id === 'senkaku' ? THEATRES[id] : id);
