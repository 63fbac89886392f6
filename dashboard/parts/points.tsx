/** Texts one beneath the other. */
export const Points = ({
  of,
  class: classes,
}: {
  readonly of: readonly string[];
  readonly class?: string;
}) => (
  <ul class={classes}>
    {of.map((text) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);
