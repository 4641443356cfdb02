import { getTo } from '#i18n/paths.ts'
import { getMessages } from '#i18n/request.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ShopLink } from '#ui/link.tsx'

/** Whoever follows a mail's link on another device than the one they bought on: the order is not shown to strangers, and this says how it is found. */
export default async function OrderElsewhere() {
  const [to, { track, signIn }] = await Promise.all([getTo(), getMessages()])
  return (
    <EmptyState icon="search" title={track.elsewhere} text={track.elsewhereText}>
      <ShopLink href={to('/track')} className={buttonClass('ink')}>
        {track.title}
      </ShopLink>
      <ShopLink href={to('/sign-in?next=/account')} className={buttonClass('line')}>
        {signIn.title}
      </ShopLink>
    </EmptyState>
  )
}
