/** In the head of every page: a line to write in where there is room, a link where there is not. */
export function SearchBox() {
  return (
    <form className="search-box" role="search" action="/search" aria-label="This site">
      <label className="visually-hidden" htmlFor="site-q">
        Search
      </label>
      <input className="search-box-line" id="site-q" name="q" data-search type="search" placeholder="Search" enterKeyHint="search" autoComplete="off" />
    </form>
  )
}
