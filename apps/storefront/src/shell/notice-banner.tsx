import { readWebsite } from '#lib/shop/website.ts'
import { Stream } from '#shell/stream.tsx'

/** What the merchant, or the place where the shop runs, wants said on every page (Website.notice). */
export function NoticeBanner() {
  return (
    <Stream>
      <Text />
    </Stream>
  )
}

async function Text() {
  const notice = (await readWebsite().catch(() => null))?.notice
  if (!notice) return null
  return (
    <aside className="bg-[repeating-linear-gradient(-45deg,#f2641a_0_14px,#1f1c17_14px_28px)] p-[3px]">
      <p className="bg-[#1f1c17] px-4 py-1.5 text-center text-xs font-semibold text-[#f5f1e8]" role="note">
        {notice}
      </p>
    </aside>
  )
}
