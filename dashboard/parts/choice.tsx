type ChoiceProps = Readonly<{
  name: string;
  value: string;
  options: readonly (readonly [value: string, word: string])[];
  pick: (value: string) => void;
  isQuiet?: boolean;
  /** Called when somebody is about to choose, so that options can be loaded late. */
  open?: () => void;
}>;

export const Choice = ({ name, value, options, pick, isQuiet = false, open }: ChoiceProps) => (
  <label>
    <span class={isQuiet ? 'gone' : ''}>{name}</span>
    <select
      value={value}
      onFocus={open}
      onPointerDown={open}
      onChange={(event) => pick(event.currentTarget.value)}
    >
      {options.map(([code, word]) => (
        <option key={code} value={code}>
          {word}
        </option>
      ))}
    </select>
  </label>
);
