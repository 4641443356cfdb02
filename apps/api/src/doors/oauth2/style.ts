import { createHash } from 'node:crypto'

/** The look of our pages: one sheet, no script, no picture, no font from elsewhere; light or dark as the reader has it. */
export const style = `
:root{color-scheme:light dark;--paper:#f4f5f2;--card:#fff;--ink:#1d2420;--quiet:#56605a;--line:#d5dad2;--edge:#7d8780;--brand:#1f5c3f;--on-brand:#fff;--focus:#b86e00;--wrong:#fdeeee;--wrong-line:#b3261e;--wrong-ink:#7a1712}
@media (prefers-color-scheme:dark){:root{--paper:#151a17;--card:#1e2521;--ink:#eef2ef;--quiet:#a9b4ad;--line:#343d37;--edge:#8b968f;--brand:#7fd0a5;--on-brand:#0d2418;--focus:#f2b04c;--wrong:#3a1a18;--wrong-line:#f2877f;--wrong-ink:#ffd9d6}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:1.25rem;padding:1.5rem 1rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{font-size:1.125rem;font-weight:700;letter-spacing:.01em;text-align:center;overflow-wrap:anywhere}
header::before{content:"";display:block;width:2.25rem;height:2.25rem;margin:0 auto .5rem;border:.3rem solid var(--brand);border-bottom:0;border-radius:1.2rem 1.2rem 0 0}
main{width:100%;max-width:26rem;background:var(--card);border:1px solid var(--line);border-radius:.9rem;padding:clamp(1.25rem,5vw,2rem);box-shadow:0 1px 2px rgb(0 0 0/.06),0 12px 32px -16px rgb(0 0 0/.25)}
h1{font-size:1.375rem;line-height:1.25;margin:0 0 .35rem;overflow-wrap:anywhere}
p{margin:.25rem 0 1rem}
.quiet{color:var(--quiet)}
label{display:block;font-weight:600;margin-top:1rem}
input{width:100%;min-height:2.875rem;font:inherit;color:inherit;background:var(--card);padding:.6rem .75rem;border:1px solid var(--edge);border-radius:.5rem;margin-top:.3rem}
input[aria-invalid=true]{border-color:var(--wrong-line)}
button{font:inherit;font-weight:600;min-height:2.875rem;padding:.55rem 1.25rem;border-radius:.5rem;border:1px solid var(--brand);background:var(--brand);color:var(--on-brand);cursor:pointer;flex:1 1 9rem}
button.plain{background:transparent;color:var(--brand)}
button.link{flex:0 1 auto;min-height:1.5rem;padding:.25rem 0;border:0;text-align:start;font-weight:400;background:none;color:var(--brand);text-decoration:underline;text-underline-offset:.15em}
a{color:var(--brand);text-underline-offset:.15em;display:inline-block;padding:.25rem 0}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.row{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}
.foot{margin:1rem 0 0;display:flex;flex-wrap:wrap;gap:0 1.25rem}
.wrong{background:var(--wrong);border:1px solid var(--wrong-line);color:var(--wrong-ink);border-radius:.5rem;padding:.65rem .85rem;margin:1rem 0 0}
ul{list-style:none;margin:0 0 1rem;padding:0;border:1px solid var(--line);border-radius:.5rem}
li{padding:.6rem .85rem;overflow-wrap:anywhere}
li+li{border-top:1px solid var(--line)}
code{font-size:.925em}`

/** For `style-src`: the pages have this sheet and no script. */
const sheet = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

/** Frames are refused; where a form leads is not, because browsers would apply it to the way back to the app as well. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  vary: 'accept-language',
  'content-security-policy': `default-src 'none'; style-src ${sheet}; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
}
