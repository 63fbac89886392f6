interface TabsProps {
  readonly tabs: readonly { readonly to: string; readonly name: string; readonly isOpen: boolean }[];
  readonly name: string;
}

export const Tabs = ({ tabs, name }: TabsProps) => (
  <nav class="tabs" aria-label={name}>
    {tabs.map(({ to, name: text, isOpen }) => (
      <a key={to} href={to} aria-current={isOpen ? 'page' : undefined}>
        {text}
      </a>
    ))}
  </nav>
);
