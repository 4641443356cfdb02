'use client'

import { useEffect, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { lookAtDevice, PushServiceSilent, turnAllOff, turnOff, turnOn, type DeviceState } from './this-device.ts'

export interface DeviceTexts {
  off: string
  on: string
  denied: string
  unsupported: string
  install: string
  turnOn: string
  turningOn: string
  turnOff: string
  allOff: string
  silent: string
  noAnswer: string
}

interface Props {
  /** Where the shop is asked (app/[locale]/push). */
  path: string
  serverKey: string
  texts: DeviceTexts
  /** Offers to turn notices off on the person's other devices, too. */
  forAll?: boolean
}

/** The offer to be told on this device, its answer, and the way back. Asks the browser for leave in the click only. */
export function DeviceSwitch({ path, serverKey, texts, forAll }: Props) {
  // What the server draws: the browser is looked at when the page is alive.
  const [device, setDevice] = useState<{ state: DeviceState; others: number } | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    let gone = false
    void lookAtDevice(path, serverKey).then((found) => {
      if (!gone) setDevice(found)
    })
    return () => {
      gone = true
    }
  }, [path, serverKey])

  async function act(deed: () => Promise<{ state: DeviceState; others: number }>) {
    setBusy(true)
    setProblem(null)
    try {
      setDevice(await deed())
    } catch (reason) {
      setProblem(sentenceOf(reason, texts))
    }
    setBusy(false)
  }

  const state = device?.state ?? 'off'
  const off = () => turnOff(path).then(() => ({ state: 'off' as const, others: 0 }))
  return (
    <div className="grid gap-3 rounded-lg bg-sheet p-5 print:hidden noscript:hidden" data-testid="device-notices">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <Icon name="bell" className="shrink-0" />
        <p className="min-w-48 flex-1 text-sm" aria-live="polite">
          {texts[state]}
        </p>
        {/* One button for both ways, so that who pressed it by the keyboard is still on it. */}
        {(state === 'off' || state === 'on') && (
          <Button
            type="button"
            look={state === 'off' ? 'line' : 'bare'}
            disabled={!device}
            aria-disabled={busy}
            onClick={() => !busy && void act(state === 'off' ? () => turnOn(path, serverKey) : off)}
          >
            {state === 'on' ? texts.turnOff : busy ? texts.turningOn : texts.turnOn}
          </Button>
        )}
      </div>
      {forAll && device && device.others > 0 && (
        <Button
          type="button"
          look="bare"
          className="justify-self-start"
          aria-disabled={busy}
          onClick={() => !busy && void act(() => turnAllOff(path).then(() => ({ state: 'off', others: 0 })))}
        >
          {texts.allOff}
        </Button>
      )}
      {problem && <Notice tone="stop">{problem}</Notice>}
    </div>
  )
}

function sentenceOf(reason: unknown, texts: DeviceTexts): string {
  if (reason instanceof PushServiceSilent) return texts.silent
  if (reason instanceof TypeError || !(reason instanceof Error)) return texts.noAnswer
  return reason.message
}
