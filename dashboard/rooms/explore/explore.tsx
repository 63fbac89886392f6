export const Explore = () => <h1 tabIndex={-1}>Explore</h1>;
