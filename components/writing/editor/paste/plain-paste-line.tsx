import { Button } from '#components/ui/button.tsx'

/** Why what was pasted came as plain words, and how it comes with its formatting. It stays until it is read. */
export function PlainPasteLine({ shown, close }: { shown: boolean; close: () => void }) {
  return (
    <div className="writing-trouble" role="status">
      {shown && (
        <p>
          What you pasted is very long, so only its words came along. Pasted in parts, it keeps its headings, links and emphasis.{' '}
          <Button type="button" look="text" onClick={close}>
            All right
          </Button>
        </p>
      )}
    </div>
  )
}
