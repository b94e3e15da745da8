import '#components/writing/writing.css'
import { Button } from '#components/ui/button.tsx'
import type { OwnWish, Shelf } from '#lib/posts/writing/read-own-posts.ts'

/** Finds one's own among many: by words in them, the oldest first if that is wished. A plain form. */
export function OwnSearch({ shelf, wish: { words = '', order = 'newest' } }: { shelf: Shelf | undefined; wish: OwnWish }) {
  return (
    <form className="own-search" action="/write" role="search" aria-label="What you write">
      {shelf && <input type="hidden" name="shelf" value={shelf} />}
      <label>
        <span className="field-label">Words in it</span>
        <input className="input" type="search" name="words" defaultValue={words} maxLength={100} />
      </label>
      <label>
        <span className="field-label">Order</span>
        <select className="input" name="order" defaultValue={order}>
          <option value="newest">changed last</option>
          <option value="oldest">changed first</option>
        </select>
      </label>
      <Button look="plain">Show</Button>
    </form>
  )
}
