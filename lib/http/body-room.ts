/** What may be on its way from one network at a time, in bytes: a dozen of the longest essays. Whoever sends more at once fills the memory of this process. */
const most = 32 * 1024 * 1024

const arriving = new Map<string, number>()

/** Room for one body. */
export type BodyRoom = {
  /** Whether so many more bytes may come. */
  take: (bytes: number) => boolean
  /** It has been dealt with. */
  leave: () => void
}

/** Room for a body that comes from a network. */
export function openBodyRoom(network: string): BodyRoom {
  let taken = 0
  const add = (bytes: number) => {
    taken += bytes
    const sum = (arriving.get(network) ?? 0) + bytes
    if (sum > 0) arriving.set(network, sum)
    else arriving.delete(network)
    return sum <= most
  }
  return { take: add, leave: () => void add(-taken) }
}
