export const SubjectPage = () => <h1 tabIndex={-1}>Subject</h1>;
