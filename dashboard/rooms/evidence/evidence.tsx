export const Evidence = () => <h1 tabIndex={-1}>Evidence</h1>;
