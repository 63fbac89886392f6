import type { TabProps } from './explore.tsx';

export const Trend = ({ filter }: TabProps) => <p>{filter.type}</p>;
