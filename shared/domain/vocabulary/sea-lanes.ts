/** A strait, canal or sea with a point in its fairway, degrees (WGS 84); it claims no border. */
export type SeaLane = Readonly<{
  en: string;
  ja: string;
  latitude: number;
  longitude: number;
}>;

export const SEA_LANES: Readonly<Record<string, SeaLane>> = {
  bab_el_mandeb: { en: 'Bab el-Mandeb', ja: 'バブ・エル・マンデブ海峡', latitude: 12.6, longitude: 43.3 },
  cape_of_good_hope: { en: 'Cape of Good Hope', ja: '喜望峰', latitude: -35.2, longitude: 18.2 },
  east_china_sea: { en: 'East China Sea', ja: '東シナ海', latitude: 29, longitude: 125.5 },
  hormuz_strait: { en: 'Strait of Hormuz', ja: 'ホルムズ海峡', latitude: 26.5, longitude: 56.4 },
  luzon_strait: { en: 'Luzon Strait', ja: 'ルソン海峡', latitude: 20.4, longitude: 121.3 },
  malacca: { en: 'Strait of Malacca', ja: 'マラッカ海峡', latitude: 3.2, longitude: 100.5 },
  panama: { en: 'Panama Canal', ja: 'パナマ運河', latitude: 9.1, longitude: -79.7 },
  south_china_sea: { en: 'South China Sea', ja: '南シナ海', latitude: 13, longitude: 114 },
  suez: { en: 'Suez Canal', ja: 'スエズ運河', latitude: 30.6, longitude: 32.3 },
  taiwan_strait: { en: 'Taiwan Strait', ja: '台湾海峡', latitude: 24.4, longitude: 119.4 },
};
