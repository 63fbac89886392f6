type TabsProps = Readonly<{
  tabs: readonly Readonly<{ to: string; name: string; isOpen: boolean }>[];
  name: string;
}>;

export const Tabs = ({ tabs, name }: TabsProps) => (
  <nav class="tabs" aria-label={name}>
    {tabs.map(({ to, name: text, isOpen }) => (
      <a key={to} href={to} aria-current={isOpen ? 'page' : undefined}>
        {text}
      </a>
    ))}
  </nav>
);
