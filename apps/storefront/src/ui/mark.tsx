/** The sign of this storefront's design: a folding rule, half opened (scripts/draw-icons.ts draws the same one with its ticks). */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size * 0.72} viewBox="2 14 96 70" fill="none" aria-hidden="true" focusable="false">
      <path
        d="M10 24 30 76 50 34 70 76 90 24"
        stroke="var(--signal)"
        strokeWidth="15"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      {[10, 30, 50, 70, 90].map((x, i) => (
        <circle key={x} cx={x} cy={[24, 76, 34, 76, 24][i]} r="3" fill="var(--on-signal)" />
      ))}
    </svg>
  )
}

/** Sign and name, for the header and the footer. */
export function Wordmark({ name }: { name: string }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <Mark size={34} />
      <span className="font-display text-[1.375rem] leading-none font-bold tracking-[-0.03em]">{name}</span>
    </span>
  )
}
