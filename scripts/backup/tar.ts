/** One file inside an archive. Its content has to be taken before the next one is asked for. */
export type TarEntry = { name: string; size: number; content: AsyncIterable<Buffer> }

const block = 512

/** The head of a file in an archive, in the oldest form that everything unpacks (POSIX 1003.1-1988, "ustar"), for us alone. */
export function tarHead(name: string, size: number, at: Date): Buffer {
  if (Buffer.byteLength(name) > 100 || size >= 8 ** 11) throw new Error(`An archive cannot hold ${name}`)
  const head = Buffer.alloc(block)
  const octal = (value: number, from: number, length: number) => head.write(`${value.toString(8).padStart(length - 1, '0')}\0`, from)
  head.write(name, 0)
  octal(0o600, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(size, 124, 12)
  octal(Math.floor(at.getTime() / 1000), 136, 12)
  head.write('        0', 148)
  head.write('ustar\x0000', 257)
  octal(head.reduce((sum, byte) => sum + byte, 0), 148, 7)
  head.write(' ', 155)
  return head
}

/** What has to follow a content of this size, so that the next head begins where it should. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block)
}

/** What an archive ends with. */
export const tarEnd = Buffer.alloc(2 * block)

/**
 * The files of an archive, one after the other.
 * @throws Error when it is none, or ends too early
 */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const bytes = new ByteReader(source)
  for (;;) {
    const head = await bytes.take(block)
    if (head.every((byte) => byte === 0)) return
    const { name, size } = readHead(head)
    let left = size
    const content = (async function* () {
      while (left > 0) {
        const part = await bytes.takeSome(left)
        left -= part.length
        yield part
      }
    })()
    yield { name, size, content }
    // What nobody wanted of it is passed over.
    while (left > 0) left -= (await bytes.takeSome(left)).length
    await bytes.take(tarPadding(size).length)
  }
}

function readHead(head: Buffer): { name: string; size: number } {
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
  const [size, said] = [octalAt(head, 124, 12), octalAt(head, 148, 8)]
  if (head.toString('latin1', 257, 262) !== 'ustar' || sum !== said || !Number.isSafeInteger(size)) throw new Error('This is no archive')
  return { name: head.toString('utf8', 0, head.indexOf(0)), size }
}

function octalAt(head: Buffer, from: number, length: number): number {
  return Number.parseInt(head.toString('latin1', from, from + length), 8)
}

/** Gives bytes in the pieces that are wanted. */
class ByteReader {
  #source: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** At least one byte, and at most so many. */
  async takeSome(most: number): Promise<Buffer> {
    while (this.#held.length === 0) {
      const next = await this.#source.next()
      if (next.done) throw new Error('The archive ends too early')
      this.#held = next.value
    }
    const taken = this.#held.subarray(0, most)
    this.#held = this.#held.subarray(taken.length)
    return taken
  }

  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for (let left = count; left > 0; ) {
      const part = await this.takeSome(left)
      parts.push(part)
      left -= part.length
    }
    return Buffer.concat(parts)
  }
}
