import { notFound } from 'next/navigation'

export function generateMetadata(): never {
  notFound()
}

/** Every address that no other page knows. */
export default function UnknownPage(): never {
  notFound()
}
