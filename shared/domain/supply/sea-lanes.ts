/** Straits, canals and seas that the table of routes names, in byte order, with their names for readers. */
export const SEA_LANES: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {
  east_china_sea: { en: 'East China Sea', ja: '東シナ海' },
  luzon_strait: { en: 'Luzon Strait', ja: 'ルソン海峡' },
  malacca: { en: 'Strait of Malacca', ja: 'マラッカ海峡' },
  panama: { en: 'Panama Canal', ja: 'パナマ運河' },
  south_china_sea: { en: 'South China Sea', ja: '南シナ海' },
  suez: { en: 'Suez Canal', ja: 'スエズ運河' },
  taiwan_strait: { en: 'Taiwan Strait', ja: '台湾海峡' },
};
