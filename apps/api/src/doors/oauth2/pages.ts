import { createHash } from 'node:crypto'
import type { Asked } from '../../identity/authorization/sign-in.ts'

const style = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f4f5f2;color:#1d2420;font:1rem/1.5 system-ui,sans-serif}
main{width:min(26rem,calc(100vw - 2rem));background:#fff;border:1px solid #d9ddd6;border-radius:.75rem;padding:2rem}
h1{font-size:1.25rem;margin:0 0 .25rem}
p{margin:.25rem 0 1rem}
label{display:block;font-weight:600;margin-top:1rem}
input{width:100%;font:inherit;padding:.6rem .7rem;border:1px solid #8a938d;border-radius:.4rem;margin-top:.25rem}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.25rem;border-radius:.4rem;border:1px solid #1f5c3f;background:#1f5c3f;color:#fff;cursor:pointer}
button.plain{background:#fff;color:#1f5c3f}
:focus-visible{outline:3px solid #d08700;outline-offset:2px}
.row{display:flex;gap:.75rem;margin-top:1.5rem}
.wrong{background:#fdeeee;border:1px solid #b3261e;color:#7a1712;border-radius:.4rem;padding:.6rem .8rem}
ul{padding-left:1.25rem}
code{overflow-wrap:anywhere}`

/** For `style-src`: the page has this sheet and no script. */
const sheet = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

/** Frames are refused; where a form leads is not, because browsers would apply it to the way back to the app as well. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src ${sheet}; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
}

const safe = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${safe(title)}</title><style>${style}</style></head>
<body><main>${body}</main></body></html>`

const wrong = (text: string | undefined) => (text ? `<p class="wrong" role="alert">${safe(text)}</p>` : '')

/** What a person is asked: who they are, or whether the app may act for them. */
export function askingPage(asked: Asked, address: string, problem?: string, email = ''): string {
  if (asked.step === 'login')
    return page(
      'Sign in to the back office',
      `<h1>Sign in to the back office</h1><p>to go on with ${safe(asked.app)}</p>${wrong(problem)}
<form method="post" action="${safe(address)}">
<label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="username" required value="${safe(email)}"${email ? '' : ' autofocus'}>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required${email ? ' autofocus' : ''}>
<div class="row"><button name="step" value="login">Sign in</button></div></form>`,
    )
  return page(
    `Allow ${asked.app}`,
    `<h1>${safe(asked.app)} wants to act for you</h1><p>${safe(asked.person)}, it asks for:</p>${wrong(problem)}
<ul>${asked.scopes.map((scope) => `<li><code>${safe(scope)}</code></li>`).join('')}</ul>
<p>It can never do more than your roles let you.</p>
<form method="post" action="${safe(address)}"><div class="row">
<button name="step" value="allow">Allow</button><button class="plain" name="step" value="deny">Do not allow</button></div></form>`,
  )
}

/** What went wrong, where there is nobody to go back to. */
export const problemPage = (text: string, advice: string): string =>
  page('This cannot go on', `<h1>This cannot go on</h1>${wrong(text)}<p>${safe(advice)}</p>`)
