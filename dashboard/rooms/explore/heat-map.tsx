import type { TabProps } from './explore.tsx';

export const HeatMap = ({ filter }: TabProps) => <p>{filter.type}</p>;
