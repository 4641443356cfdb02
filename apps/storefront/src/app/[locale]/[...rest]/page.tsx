import { notFound } from 'next/navigation'

/** Every address that no other page knows. */
export default function UnknownPage(): never {
  notFound()
}
