/** Draws one element for one buyer where the script stands: `<script src=".../embed.js" data-element="Dy" data-buyer="JPN" data-lang="en">`. */
type Card = Readonly<{
  as_of: string;
  name: Readonly<Record<string, string>>;
  buyer: Readonly<Record<string, string>>;
  score: number | null;
  interval: Readonly<{ p05: number; p95: number }> | null;
  scarce: number | null;
  colour: string;
}>;

const WORDS = {
  en: {
    stop: 'users stand still within a year',
    scarce: 'some cannot get what they order',
    unknown: 'unknown',
    judged: 'expert judgement, not validated',
  },
  ja: {
    stop: '一年以内に利用者の操業が止まる',
    scarce: '一部で注文どおりに入手できない',
    unknown: '不明',
    judged: '専門家の判断であり、検証されていません',
  },
};

const script = document.currentScript as HTMLScriptElement;
const inFrame = new URLSearchParams(script.dataset.element === undefined ? window.location.search : '');
const asked = (name: string, otherwise: string): string =>
  (script.dataset[name] ?? inFrame.get(name) ?? otherwise).replace(/[^\w-]/g, '');
const [element, buyer] = [asked('element', 'Dy'), asked('buyer', 'JPN')];
const language = asked('lang', 'en') === 'ja' ? 'ja' : 'en';
const words = WORDS[language];
const whole = (value: number): string => String(Math.round(value));
const base = new URL('.', script.src).href;

function line(of: HTMLElement, style: string, text: string): void {
  const part = document.createElement('div');
  part.style.cssText = style;
  part.textContent = text;
  of.append(part);
}

async function draw(place: HTMLElement): Promise<void> {
  const answer = await fetch(`${base}data/card/${element}.${buyer}.json`);
  if (!answer.ok) throw new Error(`Chokepoint has no ${element} for ${buyer}`);
  const { as_of, name, buyer: country, score, interval, scarce, colour }: Card = await answer.json();
  const range = interval === null ? '' : ` (${whole(interval.p05)}-${whole(interval.p95)})`;
  place.style.cssText = `display:inline-block;font:14px/1.4 system-ui,sans-serif;color:#111;background:#fff;border:1px solid #ccc;border-left:6px solid ${colour};border-radius:4px;padding:8px 12px;max-width:320px`;
  line(place, 'font-weight:600', `${name[language]}, ${country[language]}`);
  line(
    place,
    'margin-top:4px',
    `${score === null ? words.unknown : `${whole(score)} %`}${range} ${words.stop}`,
  );
  line(place, '', `${scarce === null ? words.unknown : `${whole(scarce)} %`} ${words.scarce}`);
  const link = document.createElement('a');
  link.href = `${base}elements/${element}/?buyer=${buyer}`;
  link.target = '_top';
  link.style.cssText = 'font-size:12px;color:#0b57a4';
  link.textContent = `Chokepoint, ${as_of}: ${words.judged}`;
  place.append(link);
}

const place = document.createElement('div');
place.lang = language;
script.after(place);
draw(place).catch((error: unknown) => {
  place.textContent = String(error);
});
