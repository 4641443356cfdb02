/// <reference lib="dom" />
import { el, freshId } from './dom.ts'
import type { MethodForm } from './method-form.ts'

/** The ways to pay beside each other, of which one is open (`layout: 'tabs'`). Nothing is drawn where there is only one. */
export class MethodTabs {
  readonly list: HTMLElement
  readonly panel: HTMLElement
  #forms: readonly MethodForm[] = []
  #tabs = new Map<string, HTMLButtonElement>()
  #open: MethodForm
  #changed: () => void
  #enabled = true

  constructor(first: MethodForm, options: { label: string; changed: () => void }) {
    this.#open = first
    this.#changed = options.changed
    this.list = el('div', { class: 'p-Tabs', role: 'tablist', 'aria-label': options.label, hidden: true })
    this.panel = el('div', { class: 'p-Panel', id: freshId('panel') }, first.node)
    this.list.addEventListener('keydown', (event) => this.#move(event))
  }

  get open(): MethodForm {
    return this.#open
  }

  /** What is shown from now on. The one that is open stays open where it is still there. */
  show(forms: readonly { form: MethodForm; name: string }[]): void {
    this.#forms = forms.map(({ form }) => form)
    this.#tabs = new Map(
      forms.map(({ form, name }) => {
        const tab = el(
          'button',
          { type: 'button', role: 'tab', class: 'p-Tab', id: freshId('tab'), 'aria-controls': this.panel.id },
          name,
        )
        tab.disabled = !this.#enabled
        tab.addEventListener('click', () => this.choose(form.type))
        return [form.type, tab]
      }),
    )
    this.list.replaceChildren(...this.#tabs.values())
    this.list.hidden = forms.length < 2
    this.choose(this.#forms.includes(this.#open) ? this.#open.type : (this.#forms[0]?.type ?? ''))
  }

  choose(type: string): void {
    const form = this.#forms.find((one) => one.type === type)
    if (!form) return
    if (form !== this.#open) this.panel.replaceChildren(form.node)
    this.#open = form
    for (const [name, tab] of this.#tabs) {
      const chosen = name === type
      tab.setAttribute('aria-selected', String(chosen))
      tab.tabIndex = chosen ? 0 : -1
    }
    const tab = this.#tabs.get(type)
    if (tab && !this.list.hidden) {
      this.panel.setAttribute('role', 'tabpanel')
      this.panel.setAttribute('aria-labelledby', tab.id)
    } else for (const name of ['role', 'aria-labelledby']) this.panel.removeAttribute(name)
    this.#changed()
  }

  enable(enabled: boolean): void {
    this.#enabled = enabled
    for (const tab of this.#tabs.values()) tab.disabled = !enabled
    for (const form of [this.#open, ...this.#forms]) form.enable(enabled)
  }

  /** As tabs are used by keyboard: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
  #move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const at = this.#forms.indexOf(this.#open)
    const last = this.#forms.length - 1
    const next = step ? (at + step + this.#forms.length) % this.#forms.length : { Home: 0, End: last }[event.key]
    const form = next === undefined ? undefined : this.#forms[next]
    if (!form) return
    event.preventDefault()
    this.choose(form.type)
    this.#tabs.get(form.type)?.focus()
  }
}
