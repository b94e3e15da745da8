import { setStatus } from '#lib/http/request-context.ts'
import NotFound, { generateMetadata } from '../not-found.tsx'

export { generateMetadata }

/** What the server asks for when a page has said that there is nothing: a page, so that it is rendered whole. */
export default function NotHere() {
  setStatus(404)
  return <NotFound />
}
