/** Names of companies in their own script or that of their buyers, as the companies write them: id of the supplier -> names. */
export const LOCAL_COMPANY_NAMES: Readonly<Record<string, readonly string[]>> = {
  'china-northern-rare-earth': ['中国北方稀土', '北方稀土'],
  'china-rare-earth-group': ['中国稀土集团', '中国稀土'],
  'daido-steel': ['大同特殊鋼'],
  'jl-mag': ['江西金力永磁科技', '金力永磁'],
  'korea-zinc': ['고려아연'],
  lynas: ['ライナス'],
  'mitsubishi-materials': ['三菱マテリアル'],
  'ningbo-yunsheng': ['宁波韵升'],
  proterial: ['プロテリアル', '日立金属'],
  'shenghe-resources': ['盛和资源'],
  'shin-etsu-chemical': ['信越化学工業', '信越化学'],
  'toyota-tsusho': ['豊田通商'],
  'xiamen-tungsten': ['厦门钨业'],
  'yantai-zhenghai': ['烟台正海磁性材料', '正海磁材'],
  'yunnan-chihong': ['云南驰宏锌锗', '驰宏锌锗'],
  'zhong-ke-san-huan': ['北京中科三环高技术', '中科三环'],
};
