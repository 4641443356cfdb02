import { refuse } from '../../kernel/errors.ts'

/** https://jsonapi.org/format/1.1/ */
export const jsonapi = 'application/vnd.api+json'
/** https://jsonapi.org/ext/atomic/ */
export const atomic = 'https://jsonapi.org/ext/atomic'

/** One media type of a header, with its parameters. */
interface MediaType {
  essence: string
  parameters: ReadonlyMap<string, string>
}

/** Splits at a separator that is not inside quotes. */
const split = (text: string, separator: ',' | ';') =>
  text.match(separator === ',' ? /(?:[^,"]|"(?:[^"\\]|\\.)*")+/g : /(?:[^;"]|"(?:[^"\\]|\\.)*")+/g) ?? []

function parse(text: string): MediaType {
  const [essence = '', ...rest] = split(text, ';').map((part) => part.trim())
  const parameters = rest.map((part): [string, string] => {
    const at = part.indexOf('=')
    const value = part.slice(at + 1).trim()
    return [part.slice(0, Math.max(at, 0)).trim().toLowerCase(), value.replace(/^"(.*)"$/s, '$1')]
  })
  return { essence: essence.toLowerCase(), parameters: new Map(parameters) }
}

const extensionsOf = ({ parameters }: MediaType) => (parameters.get('ext') ?? '').split(' ').filter(Boolean)

/** JSON:API 1.1, "Server Responsibilities": no parameters but `ext` and `profile`; of extensions only those that we speak here. */
function isOurs(type: MediaType, spoken: readonly string[]): boolean {
  return (
    type.essence === jsonapi &&
    [...type.parameters.keys()].every((name) => name === 'ext' || name === 'profile' || name === 'q') &&
    extensionsOf(type).every((extension) => spoken.includes(extension))
  )
}

/**
 * Holds a body to JSON:API's media type and answers the extensions that it speaks. Profiles that we do not know are ignored, as 1.1 wants.
 * @throws Refusal MEDIA_TYPE_NOT_ACCEPTED (415)
 */
export function checkContentType(header: string | undefined, spoken: readonly string[]): void {
  const type = parse(header ?? '')
  const needed = spoken.every((extension) => extensionsOf(type).includes(extension))
  if (!isOurs(type, spoken) || type.parameters.has('q') || !needed)
    throw refuse('MEDIA_TYPE_NOT_ACCEPTED', { given: header ?? 'none', accepted: written(spoken) }, '^content-type')
}

/** @throws Refusal NOT_ACCEPTABLE (406) where nothing that the client takes is what we speak */
export function checkAccept(header: string | undefined, spoken: readonly string[]): void {
  if (header === undefined || header.trim() === '') return
  const accepted = split(header, ',').map((part) => parse(part))
  const takes = accepted.some(
    (type) =>
      type.parameters.get('q') !== '0' &&
      (type.essence === '*/*' || type.essence === 'application/*' || isOurs(type, spoken)),
  )
  if (!takes) throw refuse('NOT_ACCEPTABLE', { offered: written(spoken) }, '^accept')
}

/** The media type of an answer. */
export const written = (spoken: readonly string[]): string =>
  spoken.length > 0 ? `${jsonapi}; ext="${spoken.join(' ')}"` : jsonapi
