// Bundles the API and its worker: apps/api/dist/main.js and worker.js, to be run by node from the repository.
import { join } from 'node:path'
import { buildApi } from './stack/build-api.ts'

const { main, worker } = await buildApi(join(import.meta.dirname, '..'))
console.log(`${main}\n${worker}`)
