// Loaded before a process of the house (NODE_OPTIONS --import): its clock goes wrong by as many milliseconds as stand in the file that its
// address names: clock.mjs?<path>.
import { readFileSync } from 'node:fs'

const file = decodeURIComponent(new URL(import.meta.url).search.slice(1))

const RealDate = Date
let wrongBy = 0

const look = () => {
  try {
    wrongBy = Number(readFileSync(file, 'utf8')) || 0
  } catch {
    wrongBy = 0
  }
}

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + wrongBy)
    else super(...given)
  }

  static now() {
    return RealDate.now() + wrongBy
  }
}

look()
setInterval(look, 50).unref()
