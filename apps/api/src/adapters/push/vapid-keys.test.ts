import { expect, it } from 'vitest'
import webPush from 'web-push'
import { derivedPair, pairOf } from './vapid-keys.ts'

const houseKey = Buffer.alloc(32, 1).toString('base64')

it('knows the public key of a private one, as web-push makes them', () => {
  const made = webPush.generateVAPIDKeys()
  expect(pairOf(made.privateKey)).toEqual(made)
})

it('derives from a key of the house always the same pair, and from another another', () => {
  const pair = derivedPair(houseKey)
  expect(derivedPair(houseKey)).toEqual(pair)
  // browsers are subscribed with it: another one would be heard by none of them
  expect(pair.publicKey).toMatchInlineSnapshot(
    `"BEGwLnRnKv5Bq_116noiq0w7g84kq59qMKj7oauoL110hm5LSwleei07kqYhE_O0NONMUFpKk3Fz8DWrNwSlLzc"`,
  )
  expect(Buffer.from(pair.privateKey, 'base64url')).toHaveLength(32)
  expect(derivedPair(Buffer.alloc(32, 2).toString('base64')).publicKey).not.toBe(pair.publicKey)
})
