export const Exposure = () => <h1 tabIndex={-1}>Not built yet</h1>;
