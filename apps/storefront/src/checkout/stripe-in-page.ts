/** Puts a script into the page once, and waits for it. By this, `loadStripe` finds window.Stripe and fetches nothing. */
export function loadScript(url: string): Promise<void> {
  if ('Stripe' in window) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = url
    script.onload = () => resolve()
    script.onerror = () => {
      script.remove()
      reject(new Error(`The payment script ${url} did not load.`))
    }
    document.head.append(script)
  })
}

/** Our colours for the element, as computed values: it may live in a frame that knows no variables of ours. */
export function appearance() {
  const probe = document.createElement('span')
  document.body.append(probe)
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`
    return getComputedStyle(probe).color
  }
  const variables = {
    colorPrimary: colour('rust'),
    colorBackground: colour('sheet'),
    colorText: colour('ink'),
    colorTextSecondary: colour('quiet'),
    colorDanger: colour('stop'),
    borderRadius: '8px',
    fontSizeBase: '16px',
    spacingUnit: '4px',
  }
  probe.remove()
  return { theme: 'flat' as const, variables }
}
