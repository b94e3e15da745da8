/** Who wrote an essay whose only author deleted their account and let it stand. */
export function LeftAuthor() {
  return <span className="p-author">somebody who has left</span>
}
