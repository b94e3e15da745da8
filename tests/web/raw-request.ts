import net from 'node:net'

/** What came back over a bare connection, and how much had been written to it by then. */
export type RawAnswer = { status: number; head: string; body: string; written: number }

/**
 * Sends bytes as they are, then whatever `more` gives until the answer is there: what no HTTP library would send.
 * Resolves when the other side ends the connection, or half a second after the last byte came.
 */
export function sendRaw(port: number, head: string, more?: () => Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    let text = ''
    let idle: NodeJS.Timeout | undefined
    const finish = () => {
      clearTimeout(idle)
      socket.destroy()
      if (text === '') return reject(new Error('The connection ended without an answer'))
      const [top = '', body = ''] = text.split(/\r\n\r\n([^]*)/)
      resolve({ status: Number(top.split(' ')[1]), head: top, body, written: socket.bytesWritten })
    }
    const pump = () => {
      while (more && text === '' && !socket.destroyed && socket.write(more()));
    }
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      clearTimeout(idle)
      idle = setTimeout(finish, 500)
    })
    socket.on('drain', pump)
    socket.on('error', finish)
    socket.on('end', finish)
    socket.write(head)
    pump()
  })
}
