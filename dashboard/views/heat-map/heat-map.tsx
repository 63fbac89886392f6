export const HeatMap = () => <h1 tabIndex={-1}>Not built yet</h1>;
