/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

type Child = Node | string | null

/** An element with attributes and children. Made by hand: a page's Content-Security-Policy may forbid inline styles and HTML strings. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag)
  write(node, attributes, children)
  return node
}

/** An SVG element; decoration only, so hidden from assistive technology. */
export function svg(tag: string, attributes: Record<string, string> = {}, ...children: Child[]): SVGElement {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag)
  write(node, tag === 'svg' ? { 'aria-hidden': 'true', focusable: 'false', ...attributes } : attributes, children)
  return node
}

function write(node: Element, attributes: Record<string, string | boolean | undefined>, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes))
    if (value === true) node.setAttribute(name, '')
    else if (typeof value === 'string') node.setAttribute(name, value)
  node.append(...children.filter((child) => child !== null))
}

let count = 0

/** An id that no other element of the page has. */
export const freshId = (what: string): string => `stripe-sandbox-${what}-${(count += 1)}`
