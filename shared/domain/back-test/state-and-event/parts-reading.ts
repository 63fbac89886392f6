import type { BackTestSettings } from '../settings.ts';
import type { BackTestGoal, PartFigure } from './parts-report.ts';
export function goalsOf(_f: readonly PartFigure[], _s: BackTestSettings, _v: string): readonly BackTestGoal[] { return []; }
export function partsReadingOf(_f: readonly PartFigure[], _s: BackTestSettings, _v: string): readonly string[] { return []; }
