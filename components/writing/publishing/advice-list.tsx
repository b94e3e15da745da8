import type { Advice } from '#lib/posts/publishing/advice/advice.ts'

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
                {found.map((words, place) => (
                  <li key={place}>{words}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
