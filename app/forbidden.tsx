import { BarePage } from '#components/site/bare-page.tsx'
import { ForbiddenWords } from '#components/site/refused-words.tsx'
import { currentViewer } from './_web/viewer.ts'

/** Shown where the framework in the browser was led to a page that is not for this account. What a browser itself is sent then is app/not-here. */
export default async function Forbidden() {
  const { suspended } = await currentViewer()
  return (
    <BarePage>
      <ForbiddenWords suspended={suspended} />
    </BarePage>
  )
}
