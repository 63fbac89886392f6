export const Subject = () => <h1 tabIndex={-1}>Subject</h1>;
