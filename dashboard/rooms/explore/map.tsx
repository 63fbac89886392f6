import type { TabProps } from './explore.tsx';

export const WorldMap = ({ filter }: TabProps) => <p>{filter.type}</p>;
