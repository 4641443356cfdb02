import { getMessages } from '#i18n/request.ts'

interface PaidWith {
  method?: string | null
  methodType?: string | null
  methodDigits?: string | null
}

/**
 * What something was paid with, in the reader's language: `SEPA-Lastschrift •••• 3000`. What is a name in every language (Visa, iDEAL) is said as the payment service calls it; null where
 * nothing is known.
 */
export async function methodTexts(): Promise<(paid: PaidWith) => string | null> {
  const { methods }: { methods: Readonly<Record<string, string | undefined>> } = await getMessages()
  return ({ method, methodType, methodDigits }) => {
    const named = methodType ? methods[methodType] : undefined
    const text = named ? [named, methodDigits && `•••• ${methodDigits}`].filter(Boolean).join(' ') : method
    // the digits stay beside their dots where a line ends
    return text?.replace('•••• ', '••••\u00a0') ?? null
  }
}
