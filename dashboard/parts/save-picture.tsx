import { WORDS } from '../words/shell.ts';
import { Act } from './act.tsx';
import { save } from './save-csv.tsx';

const KEPT = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'opacity',
  'font',
  'text-anchor',
];
const [GAP, TITLE] = [16, 24];
/** Pixels of the file for each of the page, so that it can be printed. */
const SHARPNESS = 2;

function copied(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const from = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  for (const [n, part] of [copy, ...copy.querySelectorAll<SVGElement>('*')].entries()) {
    const style = getComputedStyle(from[n] as SVGElement);
    for (const name of KEPT) part.style.setProperty(name, style.getPropertyValue(name));
  }
  return copy;
}

async function picture(drawings: readonly SVGSVGElement[], foot: string): Promise<Blob | null> {
  const { color, fontFamily } = getComputedStyle(document.body);
  const width = Math.max(...drawings.map(({ clientWidth }) => clientWidth)) + 2 * GAP;
  const height = drawings.reduce((sum, { clientHeight }) => sum + clientHeight + TITLE + GAP, GAP + TITLE);
  const canvas = Object.assign(document.createElement('canvas'), {
    width: width * SHARPNESS,
    height: height * SHARPNESS,
  });
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.scale(SHARPNESS, SHARPNESS);
  context.fillStyle = getComputedStyle(document.querySelector('.bar') ?? document.body).backgroundColor;
  context.fillRect(0, 0, width, height);
  context.fillStyle = color;
  context.font = `600 14px ${fontFamily}`;
  let top = GAP;
  for (const drawing of drawings) {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copied(drawing)))}`;
    await image.decode();
    context.fillText(drawing.getAttribute('aria-label') ?? '', GAP, top + 14, width - 2 * GAP);
    context.drawImage(image, GAP, top + TITLE, drawing.clientWidth, drawing.clientHeight);
    top += drawing.clientHeight + TITLE + GAP;
  }
  context.font = `12px ${fontFamily}`;
  context.fillText(foot, GAP, top + 8, width - 2 * GAP);
  return new Promise((resolve) => canvas.toBlob(resolve));
}

type SavePictureProps = Readonly<{
  /** Where the drawings are: those with the role of a picture. */
  within: string;
  name: string;
  foot: string;
}>;

export function SavePicture({ within, name, foot }: SavePictureProps) {
  const draw = async (): Promise<void> => {
    const file = await picture(
      [...document.querySelectorAll<SVGSVGElement>(`${within} svg[role="img"]`)],
      foot,
    );
    if (file !== null) save(`${name}.png`, file);
  };
  return <Act says={WORDS.downloadPng} does={() => draw()} />;
}
