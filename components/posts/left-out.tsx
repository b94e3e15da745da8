type Props = {
  /** How many are not among those of this page. */
  count: number
  /** Beside one and above many. */
  what: { one: string; many: string }
  /** The address of this page with all of them. */
  all: string
}

/** How many a list does not hold, as its reader chose: a list that is shorter than others see it says so. */
export function LeftOut({ count, what, all }: Props) {
  if (count === 0) return null
  return (
    <p className="left-out">
      {count} {count === 1 ? `${what.one} is` : `${what.many} are`} left out here, as you chose. <a href={all}>Show all</a>, or <a href="/account/reading">choose anew</a>.
    </p>
  )
}

export const leftOutEssays = { one: 'essay', many: 'essays' }
