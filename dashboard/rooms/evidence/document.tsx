export const OneDocument = () => <h1 tabIndex={-1}>OneDocument</h1>;
