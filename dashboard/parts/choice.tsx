interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  /** Value -> word for it. */
  readonly options: readonly (readonly [value: string, word: string])[];
  readonly pick: (value: string) => void;
  /** Whether the name is only read aloud. */
  readonly isQuiet?: boolean;
}

/** A labelled list to choose from. */
export const Choice = ({ name, value, options, pick, isQuiet = false }: ChoiceProps) => (
  <label>
    <span class={isQuiet ? 'gone' : ''}>{name}</span>
    <select value={value} onChange={(event) => pick(event.currentTarget.value)}>
      {options.map(([code, word]) => (
        <option key={code} value={code}>
          {word}
        </option>
      ))}
    </select>
  </label>
);
