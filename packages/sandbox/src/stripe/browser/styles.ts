/// <reference lib="dom" />

/** What a page may say about the look; a subset of Stripe's Appearance API (docs.stripe.com/elements/appearance-api). */
export interface Appearance {
  theme?: 'stripe' | 'night' | 'flat'
  labels?: 'above' | 'floating'
  variables?: Record<string, string | undefined>
  rules?: Record<string, Record<string, string>>
}

const LIGHT = {
  colorPrimary: '#0570de',
  colorBackground: '#ffffff',
  colorText: '#30313d',
  colorTextSecondary: '#6d6e78',
  colorTextPlaceholder: '#757680',
  colorDanger: '#c92a3e',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontSizeBase: '16px',
  fontLineHeight: '1.4',
  fontWeightNormal: '400',
  fontWeightMedium: '500',
  spacingUnit: '4px',
  borderRadius: '5px',
}
const NIGHT = {
  ...LIGHT,
  colorPrimary: '#85d996',
  colorBackground: '#30313d',
  colorText: '#ffffff',
  colorTextSecondary: '#b9bac4',
  colorTextPlaceholder: '#a4a5b0',
  colorDanger: '#fe87a1',
}
type Variable = keyof typeof LIGHT
const THEMES: Record<NonNullable<Appearance['theme']>, Record<Variable, string>> = {
  stripe: LIGHT,
  night: NIGHT,
  flat: { ...LIGHT, borderRadius: '2px' },
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Nothing that could leave its declaration. */
const harmless = (value: string): boolean => !/[{};<>]/.test(value)

function variables(scope: string, appearance: Appearance): string {
  const values: Record<string, string | undefined> = {
    ...THEMES[appearance.theme ?? 'stripe'],
    ...appearance.variables,
  }
  const given = appearance.variables ?? {}
  if (!given['colorTextSecondary'] && given['colorText'])
    values['colorTextSecondary'] = `color-mix(in srgb, ${given['colorText']} 68%, ${values['colorBackground']})`
  if (!given['colorTextPlaceholder'] && given['colorText'])
    values['colorTextPlaceholder'] = `color-mix(in srgb, ${given['colorText']} 58%, ${values['colorBackground']})`
  const lines = Object.entries(values).flatMap(([name, value]) =>
    value && harmless(value) ? [`--p-${kebab(name)}:${value}`] : [],
  )
  return `${scope}{${lines.join(';')}}`
}

function rules(scope: string, appearance: Appearance): string {
  return Object.entries(appearance.rules ?? {})
    .filter(([selector]) => /^\.[A-Z][\w-]*/.test(selector) && harmless(selector))
    .map(([selector, declarations]) => {
      const lines = Object.entries(declarations).flatMap(([name, value]) =>
        harmless(value) ? [`${kebab(name)}:${value}`] : [],
      )
      return `${scope} ${selector}{${lines.join(';')}}`
    })
    .join('\n')
}

/** Shared by the form and the dialog; every colour comes from the page's variables. */
const look = (s: string): string => `
${s}{box-sizing:border-box;color:var(--p-color-text);font:var(--p-font-weight-normal) var(--p-font-size-base)/var(--p-font-line-height) var(--p-font-family);text-align:start;
 --p-line:color-mix(in srgb,var(--p-color-text) 22%,var(--p-color-background));--p-soft:color-mix(in srgb,var(--p-color-primary) 9%,var(--p-color-background))}
${s} *,${s} *::before{box-sizing:border-box}
${s}.p-Form{container-type:inline-size}
${s} .p-Grid{display:grid;grid-template-columns:1fr 1fr;gap:calc(var(--p-spacing-unit)*4) calc(var(--p-spacing-unit)*3)}
${s} .p-Tabs{display:flex;flex-wrap:wrap;gap:calc(var(--p-spacing-unit)*2);margin:0 0 calc(var(--p-spacing-unit)*5)}
${s} .p-Tabs[hidden]{display:none}
${s} .p-Tab{flex:1 1 6.5em;min-height:48px;padding:.5em .75em;font:inherit;font-weight:var(--p-font-weight-medium);color:var(--p-color-text-secondary);background:var(--p-color-background);border:1px solid var(--p-line);border-radius:var(--p-border-radius);cursor:pointer}
${s} .p-Tab:hover{color:var(--p-color-text)}
${s} .p-Tab[aria-selected=true]{color:var(--p-color-text);border-color:var(--p-color-primary);box-shadow:0 0 0 1px var(--p-color-primary)}
${s} .p-Redirect,${s} .p-Mandate{grid-column:1/-1;margin:0;color:var(--p-color-text-secondary)}
${s} .p-Mandate{font-size:.8125em}
${s} .p-Field{min-width:0}
${s} .p-Field--wide{grid-column:1/-1}
${s} .Label{display:block;margin:0 0 calc(var(--p-spacing-unit)*1.5);font-size:.875em;font-weight:var(--p-font-weight-medium);color:var(--p-color-text)}
${s} .p-InputBox{position:relative;display:block}
${s} .Input{appearance:none;display:block;width:100%;min-height:48px;margin:0;padding:calc(var(--p-spacing-unit)*2.5) calc(var(--p-spacing-unit)*3);font:inherit;font-size:max(16px,1em);letter-spacing:.01em;font-variant-numeric:tabular-nums;
 color:var(--p-color-text);background:var(--p-color-background);border:1px solid var(--p-line);border-radius:var(--p-border-radius);box-shadow:0 1px 2px rgb(0 0 0/.04);transition:border-color .15s,box-shadow .15s}
${s} .Input::placeholder{color:var(--p-color-text-placeholder);opacity:1}
${s} .Input:hover{border-color:color-mix(in srgb,var(--p-color-text) 42%,var(--p-color-background))}
${s} .Input:focus{outline:2px solid transparent;border-color:var(--p-color-primary);box-shadow:0 0 0 3px color-mix(in srgb,var(--p-color-primary) 28%,transparent)}
${s} .Input--invalid{border-color:var(--p-color-danger);box-shadow:0 0 0 1px var(--p-color-danger)}
${s} .Input--invalid:focus{border-color:var(--p-color-danger);box-shadow:0 0 0 3px color-mix(in srgb,var(--p-color-danger) 28%,transparent)}
${s} select.Input{padding-inline-end:2.4em;cursor:pointer;text-overflow:ellipsis}
${s} .p-Pictures{position:absolute;inset-block:0;inset-inline-end:calc(var(--p-spacing-unit)*2.5);display:flex;gap:4px;align-items:center;pointer-events:none;color:var(--p-color-text-secondary)}
${s} .p-Pictures svg{display:block;flex:none}
${s} .p-Number .Input{padding-inline-end:48px}
${s} .p-Number .Input:placeholder-shown{padding-inline-end:calc(4*34px + 30px)}
${s} .p-Cvc .Input{padding-inline-end:52px}
${s} .p-Chevron{width:.6em;height:.6em;margin-inline-end:.3em;border:solid currentColor;border-width:0 1.6px 1.6px 0;transform:translateY(-25%) rotate(45deg)}
${s} .Error{margin:calc(var(--p-spacing-unit)*1.5) 0 0;font-size:.875em;color:var(--p-color-danger)}
${s} .Error:empty{display:none}
${s} .p-Note{margin:0 0 calc(var(--p-spacing-unit)*5);border:1px dashed color-mix(in srgb,var(--p-color-primary) 55%,var(--p-color-background));border-radius:var(--p-border-radius);background:var(--p-soft);font-size:.875em}
${s} .p-Note summary{display:flex;align-items:center;flex-wrap:wrap;gap:.25em .6em;min-height:44px;padding:calc(var(--p-spacing-unit)*2) calc(var(--p-spacing-unit)*3);cursor:pointer;list-style:none;border-radius:inherit}
${s} .p-Note summary::-webkit-details-marker{display:none}
${s} .p-Note summary>svg{flex:none;color:var(--p-color-primary)}
${s} .p-NoteTitle{font-weight:var(--p-font-weight-medium);margin-inline-end:auto}
${s} .p-NoteMore{display:inline-flex;align-items:center;gap:.7em;text-decoration:underline;text-underline-offset:.2em;text-decoration-thickness:1px}
${s} .p-Note[open] .p-Chevron{transform:translateY(15%) rotate(225deg)}
${s} .p-Note p{margin:0;padding:0 calc(var(--p-spacing-unit)*3) calc(var(--p-spacing-unit)*2);color:var(--p-color-text-secondary)}
${s} .p-Cards{list-style:none;margin:0;padding:0 calc(var(--p-spacing-unit)*1.5) calc(var(--p-spacing-unit)*1.5)}
${s} .p-Cards button{display:grid;grid-template-columns:minmax(10.5em,auto) 1fr;gap:.1em 1em;align-items:center;width:100%;min-height:44px;margin:0;padding:.4em calc(var(--p-spacing-unit)*1.5);font:inherit;color:inherit;text-align:start;background:none;border:0;border-radius:calc(var(--p-border-radius)*.8);cursor:pointer}
${s} .p-Cards button:hover{background:color-mix(in srgb,var(--p-color-primary) 14%,transparent)}
${s} .p-Cards code{font:inherit;font-variant-numeric:tabular-nums;white-space:nowrap}
${s} .p-Cards span{color:var(--p-color-text-secondary)}
${s} :is(summary,button):focus-visible{outline:2px solid var(--p-color-primary);outline-offset:2px}
@container (max-width:19em){${s} .p-Cards button{grid-template-columns:1fr}}
@container (max-width:26em){${s} .p-Number .Input:placeholder-shown{padding-inline-end:calc(2*34px + 30px)}${s} .p-Number .p-Pictures svg:nth-child(n+3){display:none}}
${s}.p-Dialog{width:min(26rem,calc(100vw - 2rem));max-height:calc(100dvh - 2rem);margin:auto;padding:0;border:1px solid var(--p-line);border-radius:calc(var(--p-border-radius) + 8px);background:var(--p-color-background);box-shadow:0 24px 70px rgb(0 0 0/.35);overflow:auto}
${s}.p-Dialog::backdrop{background:rgb(8 12 22/.6)}
${s} .p-DialogBody{display:grid;gap:calc(var(--p-spacing-unit)*4);padding:calc(var(--p-spacing-unit)*6)}
${s} .p-DialogHead{display:flex;gap:.75em;align-items:center;color:var(--p-color-primary)}
${s} .p-DialogHead h2{margin:0;font-size:1.25em;line-height:1.25;color:var(--p-color-text);font-weight:600;font-family:inherit}
${s} .p-DialogBody p{margin:0;color:var(--p-color-text-secondary)}
${s} .p-Facts{display:grid;grid-template-columns:auto 1fr;gap:.45em 1.25em;margin:0;padding:calc(var(--p-spacing-unit)*3.5);background:var(--p-soft);border-radius:var(--p-border-radius)}
${s} .p-Facts dt{color:var(--p-color-text-secondary)}
${s} .p-Facts dd{margin:0;text-align:end;font-weight:var(--p-font-weight-medium);font-variant-numeric:tabular-nums}
${s} .p-Actions{display:grid;gap:calc(var(--p-spacing-unit)*2.5)}
${s} .p-Button{min-height:48px;padding:.6em 1em;font:inherit;font-weight:var(--p-font-weight-medium);color:var(--p-color-text);background:transparent;border:1px solid var(--p-line);border-radius:var(--p-border-radius);cursor:pointer}
${s} .p-Button:hover{border-color:currentColor}
${s} .p-Button--main{color:var(--p-on-primary);background:var(--p-color-primary);border-color:var(--p-color-primary)}
${s} .p-Button--main:hover{filter:brightness(1.08)}
${s} .p-Button[disabled]{opacity:.6;cursor:progress}
${s} .p-Small{font-size:.8125em}
@media (prefers-reduced-motion:no-preference){${s}.p-Dialog[open]{animation:stripe-sandbox-in .18s ease-out}}
@keyframes stripe-sandbox-in{from{opacity:0;transform:translateY(8px) scale(.985)}}
@media (forced-colors:active){${s} .Input:focus{outline-color:Highlight}}
`

/** Puts the look into the page for everything inside `.scopeClass`; call it again to change it. A Content-Security-Policy does not mind. */
export class Look {
  #sheet = new CSSStyleSheet()
  readonly scope: string

  constructor(scopeClass: string, appearance: Appearance) {
    this.scope = scopeClass
    this.change(appearance)
    this.attach()
  }

  attach(): void {
    if (!document.adoptedStyleSheets.includes(this.#sheet))
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet]
  }

  change(appearance: Appearance): void {
    const scope = `.${this.scope}`
    this.#sheet.replaceSync(
      [look(scope), variables(scope, appearance), onPrimary(scope, appearance), rules(scope, appearance)].join('\n'),
    )
  }

  remove(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet)
  }
}

/** Black or white, whichever can be read on the page's main colour. */
function onPrimary(scope: string, appearance: Appearance): string {
  const given = appearance.variables?.['colorPrimaryText'] ?? appearance.variables?.['buttonColorText']
  if (given && harmless(given)) return `${scope}{--p-on-primary:${given}}`
  const primary = appearance.variables?.['colorPrimary'] ?? THEMES[appearance.theme ?? 'stripe'].colorPrimary
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!probe) return `${scope}{--p-on-primary:#fff}`
  probe.fillStyle = primary
  probe.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data
  const light = [red, green, blue].map((c) =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
  )
  const luminance = 0.2126 * (light[0] ?? 0) + 0.7152 * (light[1] ?? 0) + 0.0722 * (light[2] ?? 0)
  return `${scope}{--p-on-primary:${luminance > 0.36 ? '#0b0f19' : '#fff'}}`
}
