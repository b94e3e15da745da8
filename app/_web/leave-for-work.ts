import { notFound, permanentRedirect } from 'next/navigation'
import { findWorkAddress } from '#lib/works/read-work.ts'
import { workPath } from '#lib/works/work-path.ts'

/** From an address that a work had once, or that was another work's before the two became one, to the same page of it now. @param rest of the path, such as `/history` */
export async function leaveForWork(slug: string, rest = ''): Promise<never> {
  const address = await findWorkAddress(slug)
  if (address) permanentRedirect(workPath(address) + rest)
  notFound()
}
