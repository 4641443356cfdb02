/** The shape of a listing while it is on its way: the same boxes at the same places, so that nothing jumps. */
export function ListingSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="gap-10 md:grid md:grid-cols-[15rem_1fr] lg:grid-cols-[17rem_1fr]">
      <div className="mb-4 space-y-4">
        <div className="skeleton h-12" />
        {[0, 1, 2, 3, 4, 5].map((i) => (
          <div key={i} className="skeleton hidden h-6 md:block" />
        ))}
      </div>
      <CardsSkeleton count={8} />
    </div>
  )
}

export function CardsSkeleton({ count }: { count: number }) {
  return (
    <div aria-hidden="true" className="grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-3 lg:gap-x-6 xl:grid-cols-4">
      {Array.from({ length: count }, (_, i) => (
        <div key={i}>
          <div className="skeleton aspect-square rounded-lg!" />
          <div className="skeleton mt-4 h-5 w-4/5" />
          <div className="skeleton mt-3 h-6 w-1/3" />
        </div>
      ))}
    </div>
  )
}
