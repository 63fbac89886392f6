export const Scenarios = () => <h1 tabIndex={-1}>Not built yet</h1>;
