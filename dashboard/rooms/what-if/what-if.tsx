export const WhatIf = () => <h1 tabIndex={-1}>WhatIf</h1>;
