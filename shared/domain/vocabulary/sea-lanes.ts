/** A strait, canal or sea: its names for readers, and a point in its fairway, degrees (WGS 84), for maps. The point claims no border. */
export interface SeaLane {
  readonly en: string;
  readonly ja: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Straits, canals and seas that the table of routes names, in byte order. */
export const SEA_LANES: Readonly<Record<string, SeaLane>> = {
  east_china_sea: { en: 'East China Sea', ja: '東シナ海', latitude: 29, longitude: 125.5 },
  luzon_strait: { en: 'Luzon Strait', ja: 'ルソン海峡', latitude: 20.4, longitude: 121.3 },
  malacca: { en: 'Strait of Malacca', ja: 'マラッカ海峡', latitude: 3.2, longitude: 100.5 },
  panama: { en: 'Panama Canal', ja: 'パナマ運河', latitude: 9.1, longitude: -79.7 },
  south_china_sea: { en: 'South China Sea', ja: '南シナ海', latitude: 13, longitude: 114 },
  suez: { en: 'Suez Canal', ja: 'スエズ運河', latitude: 30.6, longitude: 32.3 },
  taiwan_strait: { en: 'Taiwan Strait', ja: '台湾海峡', latitude: 24.4, longitude: 119.4 },
};
