/** How many earlier ones a card leaves out, above those that it shows; nothing when it shows all. */
export function EarlierLines({ count, of }: { count: number; of: 'report' | 'message' }) {
  if (count === 0) return null
  return <p className="meta">{count === 1 ? `One earlier ${of} is` : `${count.toLocaleString('en-GB')} earlier ${of}s are`} not shown.</p>
}
