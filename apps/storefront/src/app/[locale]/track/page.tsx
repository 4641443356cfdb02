import type { Metadata } from 'next'
import { NarrowPage } from '#account/narrow-page.tsx'
import { getMessages } from '#i18n/request.ts'
import { TrackForm } from '#orders/track-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const { track } = await getMessages()
  return { title: track.title, description: track.text }
}

export default async function TrackPage() {
  const { track } = await getMessages()
  return (
    <NarrowPage title={track.title} text={track.text}>
      <TrackForm texts={track} />
    </NarrowPage>
  )
}
