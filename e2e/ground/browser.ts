import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import workspace from '../package.json' with { type: 'json' }

/** A Chromium that can be driven, and where it came from. */
export interface Browser {
  executablePath: string
  /** 'environment', 'playwright', 'system' or 'package' */
  origin: string
  args: string[]
}

const systemNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const macApps = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium']

/** Flags that keep a browser from talking to anybody but the shop, and let it run as root in a container. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication',
  '--font-render-hinting=none',
]

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const places = systemNames.flatMap((name) => folders.map((folder) => join(folder, name)))
  const apps = macApps.map((app) => join('/Applications', app))
  return [...places, ...(process.platform === 'darwin' ? apps : [])].find((place) => existsSync(place))
}

/**
 * The Chromium of the npm package @sparticuz/chromium (Linux on x64): it needs no installation, and is unpacked once into
 * a folder of its own version, because it takes whatever it finds in the temporary folder.
 */
async function fromPackage(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const { default: sparticuz } = await import('@sparticuz/chromium')
  const folder = join(
    import.meta.dirname,
    '..',
    '.data',
    `chromium-${workspace.devDependencies['@sparticuz/chromium']}`,
  )
  mkdirSync(folder, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    return await sparticuz.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

/**
 * Finds a Chromium: CHROMIUM_PATH, else the one that Playwright installed, else the system's, else the one that comes
 * with the npm packages (Linux).
 * @throws Error that says what to do, when there is none
 */
export async function findBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet
  const named = process.env['CHROMIUM_PATH']
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file`)
    return { executablePath: named, origin: 'environment', args }
  }
  if (existsSync(chromium.executablePath()))
    return { executablePath: chromium.executablePath(), origin: 'playwright', args }
  const system = onPath()
  if (system) return { executablePath: system, origin: 'system', args }
  const packaged = await fromPackage()
  if (packaged) return { executablePath: packaged, origin: 'package', args }
  throw new Error(
    'no Chromium was found. Install one by `npx playwright install chromium`, or install Google Chrome ' +
      '(macOS: `brew install --cask google-chrome`), or name an executable in CHROMIUM_PATH.',
  )
}
