export const Company = () => <h1 tabIndex={-1}>Company</h1>;
