export const Account = () => <h1 tabIndex={-1}>Account</h1>;
