/** The address of a page of a list: its own, or with the essay that it goes on after. */
export function listAddress(path: string, before: string | undefined): string {
  return before === undefined ? path : `${path}?before=${encodeURIComponent(before)}`
}

/** The same page with what the reader would rather have left out. */
export function wholeList(path: string, before: string | undefined): string {
  return before === undefined ? `${path}?all=1` : `${listAddress(path, before)}&all=1`
}

/** What a later page of a list is called, so that no two of its pages share a name. */
export function titleOfOlder(list: string, lines: { title: string }[] = []): string {
  const [first] = lines
  return first ? `${list}, from “${first.title}”` : list
}
