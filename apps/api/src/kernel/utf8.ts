const decoder = new TextDecoder('utf-8', { fatal: true })

/** Bytes as text, without a byte order mark; undefined where they are no UTF-8: half of a text must not pass for the whole of it. */
export function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
