interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  /** Value -> word for it. */
  readonly options: Readonly<Record<string, string>>;
  readonly pick: (value: string) => void;
}

/** A labelled list to choose from. */
export const Choice = ({ name, value, options, pick }: ChoiceProps) => (
  <label>
    <span>{name}</span>
    <select value={value} onChange={(event) => pick(event.currentTarget.value)}>
      {Object.entries(options).map(([code, word]) => (
        <option key={code} value={code}>
          {word}
        </option>
      ))}
    </select>
  </label>
);
