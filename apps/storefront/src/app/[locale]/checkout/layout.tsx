import type { ReactNode } from 'react'
import { StepMemory } from '#checkout/step-memory.tsx'

/** Around all steps of the checkout. */
export default function CheckoutLayout({ children }: { children: ReactNode }) {
  return <StepMemory>{children}</StepMemory>
}
