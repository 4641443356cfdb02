import type { SigningOut, SignOutPages } from '../../identity/authorization/configuration.ts'
import type { Asked } from '../../identity/authorization/sign-in.ts'
import type { Refusal } from '../../kernel/errors.ts'
import { pageHeaders, style } from './style.ts'
import { languageOf, textsOf, type Language, type Texts } from './texts.ts'

const safe = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

interface Page {
  language: Language
  /** Where one is: the shop, or the back office. */
  at: string
  title: string
  body: string
}

const page = ({ language, at, title, body }: Page) => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${safe(title)}</title><style>${style}</style></head>
<body><header>${safe(at)}</header><main>${body}</main></body></html>`

/** Where people of the shop go who have no password, or no account. */
export interface ShopLinks {
  storefrontUrl: string
}

export interface Asking {
  asked: Asked
  language: Language
  /** Where the form is sent. */
  address: string
  links: ShopLinks
  problem?: Refusal
  email?: string
}

/** What a person is asked: who they are, or whether the app may act for them. */
export const askingPage = (asking: Asking): string =>
  asking.asked.step === 'login' ? signInPage(asking, asking.asked) : consentPage(asking, asking.asked)

function signInPage(
  { language, address, links, problem, email }: Asking,
  { app, shop, hint }: Extract<Asked, { step: 'login' }>,
): string {
  const t = textsOf(language)
  const at = shop ?? t.backOffice
  const known = email ?? hint
  const field = (name: string, label: string, more: string, focused: boolean) =>
    `<label for="${name}">${safe(label)}</label><input id="${name}" name="${name}" required ${more}${
      problem ? ' aria-invalid="true" aria-describedby="problem"' : ''
    }${focused ? ' autofocus' : ''}>`
  const [register, forgotten] = ['register', 'reset-password'].map(
    (path) => `${links.storefrontUrl.replace(/\/$/, '')}${language === 'de' ? '/de' : ''}/${path}`,
  ) as [string, string]
  return page({
    language,
    at,
    title: t.signInTitle(shop),
    body: `<h1>${safe(t.signInTitle(shop))}</h1><p class="quiet">${safe(t.toGoOn(app))}</p>${wrong(problem, t)}
<form method="post" action="${safe(address)}">
${field('email', t.email, `type="email" autocomplete="username" inputmode="email" autocapitalize="none" spellcheck="false" value="${safe(known)}"`, known === '')}
${field('password', t.password, 'type="password" autocomplete="current-password"', known !== '')}
<div class="row"><button name="step" value="login">${safe(t.signIn)}</button></div></form>${
      shop
        ? `<p class="foot"><a href="${safe(forgotten)}">${safe(t.forgotten)}</a><a href="${safe(register)}">${safe(t.register)}</a></p>`
        : ''
    }`,
  })
}

function consentPage(
  { language, address, problem }: Asking,
  { app, shop, person, scopes }: Extract<Asked, { step: 'consent' }>,
): string {
  const t = textsOf(language)
  return page({
    language,
    at: shop ?? t.backOffice,
    title: t.consentTitle(app),
    body: `<h1>${safe(t.consentTitle(app))}</h1><p class="quiet">${safe(t.consentText(person))}</p>${wrong(problem, t)}
<ul>${(scopes.includes('all') ? scopes.filter((scope) => !/^read$|:/.test(scope)) : scopes).map((scope) => `<li>${inWords(scope, t)}</li>`).join('')}</ul>
<p class="quiet">${safe(t.neverMore)}</p>
<form method="post" action="${safe(address)}"><div class="row">
<button name="step" value="allow">${safe(t.allow)}</button><button class="plain" name="step" value="deny">${safe(t.deny)}</button></div>
<p class="foot"><button class="link" name="step" value="another">${safe(t.another)}</button></p></form>`,
  })
}

/** `order:read` → what it lets the app do. */
function inWords(scope: string, t: Texts): string {
  const [entity = '', deed] = scope.split(':')
  if (deed === undefined) return safe(t.scopes[scope] ?? scope)
  return `<code>${safe(entity)}</code>: ${safe(deed === 'read' ? t.reads : t.writes)}`
}

const wrong = (problem: Refusal | undefined, t: Texts) =>
  problem ? `<p class="wrong" id="problem" role="alert">${safe(t.problems[problem.code] ?? problem.message)}</p>` : ''

/** What went wrong, where there is nobody to go back to. */
export function problemPage(problem: Refusal, language: Language): string {
  const t = textsOf(language)
  const advice = t.problems[problem.code] ? '' : `<p>${safe(problem.advice)}</p>`
  return page({ language, at: 'Portico', title: t.stop, body: `<h1>${safe(t.stop)}</h1>${wrong(problem, t)}${advice}` })
}

const signingOut = ({ audience, app, locales, spoken }: SigningOut) => {
  const language = languageOf(locales, spoken)
  const t = textsOf(language)
  const shop = audience === 'backOffice' ? undefined : (app ?? 'Portico')
  return { language, t, at: shop ?? t.backOffice, shop }
}

/** What the library shows where somebody signs out. */
export const signOutPages: SignOutPages = {
  headers: pageHeaders,
  ask(about, form) {
    const { language, t, at, shop } = signingOut(about)
    return page({
      language,
      at,
      title: t.signOut,
      body: `<h1>${safe(t.signOutTitle(shop))}</h1><p class="quiet">${safe(t.signOutText)}</p>${form}
<div class="row"><button form="op.logoutForm" name="logout" value="yes">${safe(t.signOut)}</button>
<button class="plain" form="op.logoutForm">${safe(t.stay)}</button></div>`,
    })
  },
  done(about) {
    const { language, t, at } = signingOut(about)
    return page({
      language,
      at,
      title: t.signedOut,
      body: `<h1>${safe(t.signedOut)}</h1><p>${safe(t.signedOutText)}</p>`,
    })
  },
}
