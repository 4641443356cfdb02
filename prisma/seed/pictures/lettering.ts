/** A monoline alphabet for prints on products: polylines on a grid 4 wide and 6 high; `;` lifts the pen. */
const glyphs: Record<string, string> = {
  '0': '1,0 3,0 4,1 4,5 3,6 1,6 0,5 0,1 1,0',
  '1': '0.8,1.2 2,0 2,6',
  '2': '0,1 1,0 3,0 4,1 4,2.2 0,6 4,6',
  '3': '0,0 4,0 1.8,2.4 3,2.4 4,3.4 4,5 3,6 1,6 0,5',
  '4': '3,6 3,0 0,4 4,4',
  '5': '4,0 0.4,0 0,2.8 1,2.3 3,2.3 4,3.3 4,5 3,6 1,6 0,5',
  '6': '3.6,0.4 3,0 1,0 0,1 0,5 1,6 3,6 4,5 4,3.6 3,2.7 1,2.7 0,3.6',
  '7': '0,0 4,0 1.6,6',
  '8': '1,2.8 0,2 0,1 1,0 3,0 4,1 4,2 3,2.8 1,2.8 0,3.8 0,5 1,6 3,6 4,5 4,3.8 3,2.8',
  '9': '0.4,5.6 1,6 3,6 4,5 4,1 3,0 1,0 0,1 0,2.4 1,3.3 3,3.3 4,2.4',
  A: '0,6 2,0 4,6;0.8,4 3.2,4',
  B: '0,0 0,6 3,6 4,5 4,3.8 3,2.9 0,2.9;3,2.9 3.7,2.2 3.7,0.8 3,0 0,0',
  C: '4,1 3,0 1,0 0,1 0,5 1,6 3,6 4,5',
  D: '0,0 0,6 2.6,6 4,4.6 4,1.4 2.6,0 0,0',
  E: '4,0 0,0 0,6 4,6;0,2.9 3,2.9',
  F: '4,0 0,0 0,6;0,2.9 3,2.9',
  G: '4,1 3,0 1,0 0,1 0,5 1,6 3,6 4,5 4,3.2 2.4,3.2',
  H: '0,0 0,6;4,0 4,6;0,3 4,3',
  I: '2,0 2,6',
  J: '4,0 4,5 3,6 1,6 0,5',
  K: '0,0 0,6;4,0 0,3.4;1.3,2.4 4,6',
  L: '0,0 0,6 4,6',
  M: '0,6 0,0 2,3 4,0 4,6',
  N: '0,6 0,0 4,6 4,0',
  O: '1,0 3,0 4,1 4,5 3,6 1,6 0,5 0,1 1,0',
  P: '0,6 0,0 3,0 4,0.9 4,2.2 3,3.1 0,3.1',
  Q: '1,0 3,0 4,1 4,5 3,6 1,6 0,5 0,1 1,0;2.6,4.4 4.2,6.2',
  R: '0,6 0,0 3,0 4,0.9 4,2.2 3,3.1 0,3.1;2,3.1 4,6',
  S: '4,1 3,0 1,0 0,1 0,2 1,2.8 3,3.2 4,4 4,5 3,6 1,6 0,5',
  T: '0,0 4,0;2,0 2,6',
  U: '0,0 0,5 1,6 3,6 4,5 4,0',
  V: '0,0 2,6 4,0',
  W: '0,0 1,6 2,2.4 3,6 4,0',
  X: '0,0 4,6;4,0 0,6',
  Y: '0,0 2,3 4,0;2,3 2,6',
  Z: '0,0 4,0 0,6 4,6',
  '.': '2,5.9 2,6',
  ':': '2,1.6 2,1.7;2,4.6 2,4.7',
  '°': '1.2,0 2.4,0 2.4,1.4 1.2,1.4 1.2,0',
  '+': '2,1.4 2,4.6;0.4,3 3.6,3',
  '-': '0.6,3 3.4,3',
  '/': '0.4,6 3.6,0',
  '%': '0.2,6 3.8,0;0.6,0.6 0.6,1.4;3.4,4.6 3.4,5.4',
  '!': '2,0 2,4;2,5.9 2,6',
}

/** How wide words stand, in the unit of `height`. */
export const letteringWidth = (words: string, height: number): number =>
  (Math.max(0, words.length - 1) * 5.6 + 4) * (height / 6)

/** Path data for the words, centred on (cx, cy). Characters that the alphabet lacks become spaces. */
export function lettering(words: string, cx: number, cy: number, height: number): string {
  const unit = height / 6
  const step = 5.6 * unit
  const left = cx - ((words.length - 1) * step + 4 * unit) / 2
  const top = cy - height / 2
  const point = (at: string, shift: number) => {
    const [x = 0, y = 0] = at.split(',').map(Number)
    return `${(left + shift + x * unit).toFixed(1)} ${(top + y * unit).toFixed(1)}`
  }
  return [...words.toUpperCase()]
    .flatMap((letter, i) =>
      (glyphs[letter] ?? '')
        .split(';')
        .filter(Boolean)
        .map(
          (run) =>
            `M${run
              .split(' ')
              .map((at) => point(at, i * step))
              .join('L')}`,
        ),
    )
    .join('')
}
