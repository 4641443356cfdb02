import { getTo } from '#i18n/paths.ts'
import { getMessages } from '#i18n/request.ts'
import { readWebsite } from '#lib/shop/website.ts'
import { DeviceSwitch } from './device-switch.tsx'

/** The offer to be told on this device what becomes of one's orders. */
export async function DeviceNotices({ forAll }: { forAll?: boolean }) {
  const [{ pushKey }, { notices }, to] = await Promise.all([readWebsite(), getMessages(), getTo()])
  const texts = forAll ? { ...notices, turnOn: notices.turnOnHere } : notices
  return <DeviceSwitch path={to('/push')} serverKey={pushKey} texts={texts} forAll={forAll ?? false} />
}
