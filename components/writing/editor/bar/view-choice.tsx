/** What is seen: the text that is being written, the page beside it, or the page alone. */
export type View = 'write' | 'beside' | 'preview'

const views: { view: View; label: string }[] = [
  { view: 'write', label: 'Write' },
  { view: 'beside', label: 'Beside' },
  { view: 'preview', label: 'Preview' },
]

/** Both at once needs a wide window; on a narrow one the choice is not offered. */
export function ViewChoice({ view, choose }: { view: View; choose: (view: View) => void }) {
  return (
    <div className="writing-view-choice" role="group" aria-label="What is shown">
      {views.map(({ view: each, label }) => (
        <button key={each} type="button" className={`writing-tool writing-view-${each}`} aria-pressed={view === each} onClick={() => choose(each)}>
          {label}
        </button>
      ))}
    </div>
  )
}
