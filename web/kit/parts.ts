/** The colours in which parts of a number are filled, in bars and columns alike. */

export type PartTone = 'pos' | 'neg' | 'accent' | 'mix' | 'rest'

export const partFills: Readonly<Record<PartTone, string>> = {
  pos: 'bg-pos',
  neg: 'bg-neg',
  accent: 'bg-accent',
  mix: 'bg-mix',
  rest: 'bg-hair-strong',
}
