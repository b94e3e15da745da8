import { writingPath } from '#lib/posts/writing/writing-paths.ts'
import type { Advice } from '#lib/posts/publishing/advice/advice.ts'

/** The place in the page as readers will see it. Browsers that do not know how to find words show its beginning. */
function placeOf(postId: string, near: string): string {
  return `${writingPath(postId)}/preview#:~:text=${encodeURIComponent(near).replaceAll('-', '%2D')}`
}

/** What may be worth another look. It keeps nobody from publishing. */
export function AdviceList({ advice, postId }: { advice: Advice[]; postId: string }) {
  if (advice.length === 0) return <p>Nothing to look at again.</p>
  return (
    <>
      <p>
        You may want to look at this once more, <a href={`/write/${postId}`}>in the text</a>.
      </p>
      <ul className="publishing-advice">
        {advice.map(({ sentence, found, see }, index) => (
          <li key={index}>
            {sentence} {see && <a href={see.path}>{see.words}</a>}
            {found.length > 0 && (
              <ul role="list">
                {found.map((each, place) => (
                  <li key={place}>{each.near === '' ? each.words : <a href={placeOf(postId, each.near)}>{each.words}</a>}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
