import { svg } from './dom.ts'
import type { Brand } from './card-number.ts'

const badge = (...inside: SVGElement[]): SVGElement =>
  svg(
    'svg',
    { viewBox: '0 0 34 22', width: '34', height: '22' },
    svg('rect', { x: '.5', y: '.5', width: '33', height: '21', rx: '3.5', fill: '#fff', stroke: '#d9dee6' }),
    ...inside,
  )

const lettering = (text: string, fill: string, size: string, more: Record<string, string> = {}): SVGElement =>
  svg(
    'text',
    {
      x: '17',
      y: '14.6',
      'text-anchor': 'middle',
      'font-family': 'Arial, Helvetica, sans-serif',
      'font-weight': '800',
      'font-size': size,
      fill,
      ...more,
    },
    text,
  )

/** A small picture for each brand, drawn here. */
const PICTURES: Record<Exclude<Brand, 'unknown'>, () => SVGElement> = {
  visa: () => badge(lettering('VISA', '#1434cb', '10', { 'font-style': 'italic' })),
  mastercard: () =>
    badge(
      svg('circle', { cx: '13', cy: '11', r: '6.4', fill: '#eb001b' }),
      svg('circle', { cx: '21', cy: '11', r: '6.4', fill: '#f79e1b' }),
      svg('path', { d: 'M17 6a6.4 6.4 0 0 1 0 10 6.4 6.4 0 0 1 0-10Z', fill: '#ff5f00' }),
    ),
  amex: () =>
    badge(
      svg('rect', { x: '1', y: '1', width: '32', height: '20', rx: '3', fill: '#016fd0' }),
      lettering('AMEX', '#fff', '9'),
    ),
  discover: () =>
    badge(
      svg('path', { d: 'M33 9.5V18a3 3 0 0 1-3 3H13c9-1.6 16-6 20-11.5Z', fill: '#f47216' }),
      lettering('DISC', '#231f20', '8', { x: '13', y: '11.5' }),
    ),
  diners: () =>
    badge(
      svg('circle', { cx: '17', cy: '11', r: '7', fill: '#0079be' }),
      svg('path', { d: 'M14.5 6.6v8.8a5 5 0 0 1 0-8.8Zm5 0a5 5 0 0 1 0 8.8Z', fill: '#fff' }),
    ),
  jcb: () =>
    badge(
      svg('rect', { x: '6', y: '4', width: '6.5', height: '14', rx: '2', fill: '#0e4c96' }),
      svg('rect', { x: '13.7', y: '4', width: '6.5', height: '14', rx: '2', fill: '#d12a2f' }),
      svg('rect', { x: '21.4', y: '4', width: '6.5', height: '14', rx: '2', fill: '#08934a' }),
    ),
}

const SHOWN_FIRST: Exclude<Brand, 'unknown'>[] = ['visa', 'mastercard', 'amex', 'discover']

/** The brand's picture; all common ones while it is not known. */
export function brandPictures(brand: Brand): SVGElement[] {
  return (brand === 'unknown' ? SHOWN_FIRST : [brand]).map((name) => PICTURES[name]())
}

/** Where the security code stands: on the back, or on the front of American Express. */
export function cvcPicture(front: boolean): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 34 22', width: '34', height: '22' },
    svg('rect', {
      x: '1',
      y: '1',
      width: '32',
      height: '20',
      rx: '3',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '1.5',
      opacity: '.55',
    }),
    front
      ? svg('rect', { x: '5', y: '13', width: '11', height: '2.5', rx: '1.2', fill: 'currentColor', opacity: '.4' })
      : svg('rect', { x: '1', y: '5', width: '32', height: '4', fill: 'currentColor', opacity: '.55' }),
    svg('rect', { x: '20', y: front ? '5' : '12', width: '10', height: '5.5', rx: '2.7', fill: 'currentColor' }),
  )
}

/** A chemist's flask: this is a trial, nothing is real. */
export const flask = (): SVGElement =>
  svg(
    'svg',
    {
      viewBox: '0 0 20 20',
      width: '18',
      height: '18',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '1.6',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    },
    svg('path', { d: 'M7.5 2.5h5M8.5 2.5v5L3.8 15a1.7 1.7 0 0 0 1.5 2.5h9.4a1.7 1.7 0 0 0 1.5-2.5l-4.7-7.5v-5' }),
    svg('path', { d: 'M6 12.5h8' }),
  )

export const shield = (): SVGElement =>
  svg(
    'svg',
    {
      viewBox: '0 0 24 24',
      width: '28',
      height: '28',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '1.7',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    },
    svg('path', { d: 'M12 2.8 4.5 5.6v5.6c0 4.7 3 8.3 7.5 10 4.5-1.7 7.5-5.3 7.5-10V5.6L12 2.8Z' }),
    svg('path', { d: 'm8.8 11.9 2.3 2.3 4.2-4.5' }),
  )
