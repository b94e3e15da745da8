// What the terminal shows while something is being done: one line a stage, with its duration, and a sign of life in long ones.
// Plain JavaScript without dependencies, because it also runs before anything is installed, on Node 20.

const dots = '…'
const aliveSeconds = 15

/** @type {NodeJS.WriteStream} */
let terminal = process.stdout

/**
 * For programs whose own output must stay clean.
 * @param {NodeJS.WriteStream} stream
 */
export function showProgressOn(stream) {
  terminal = stream
}

/**
 * Runs `work`, which nearly always takes no time worth showing. How long it took can be observed, as of every stage.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const began = performance.now()
  try {
    return await work()
  } finally {
    performance.measure(name, { start: began })
  }
}

/**
 * Runs `work` and shows it as one line.
 * @template T
 * @param {string} name what is being done, such as "Installing packages"
 * @param {(tell: (words: string) => void) => T | Promise<T>} work is given a function that says how far it is
 * @returns {Promise<T>}
 */
export async function stage(name, work) {
  const began = performance.now()
  let said = ''
  const far = () => (said === '' ? '' : `${said}, `)
  const timer = terminal.isTTY ? redrawEverySecond(name, began, far) : remindNowAndThen(name, began, far)
  try {
    const result = await work((words) => {
      said = words
    })
    finishLine(name, began)
    return result
  } catch (error) {
    if (terminal.isTTY) terminal.write('\n')
    throw error
  } finally {
    clearInterval(timer)
    performance.measure(name, { start: began })
  }
}

/** @param {string} name @param {number} began @param {() => string} far */
function redrawEverySecond(name, began, far) {
  terminal.write(`${name} ${dots}`)
  return setInterval(() => terminal.write(`\r\x1b[K${name} ${dots} ${far()}${seconds(began)}`), 1000)
}

/** @param {string} name @param {number} began @param {() => string} far */
function remindNowAndThen(name, began, far) {
  return setInterval(() => terminal.write(`${name} ${dots} ${far()}${seconds(began)}\n`), aliveSeconds * 1000)
}

/** @param {string} name @param {number} began */
function finishLine(name, began) {
  // The longer line that was drawn before is wiped.
  terminal.write(terminal.isTTY ? `\r\x1b[K${name}: ${seconds(began)}\n` : `${name}: ${seconds(began)}\n`)
}

/** @param {number} began */
function seconds(began) {
  const passed = (performance.now() - began) / 1000
  return passed < 10 ? `${passed.toFixed(1)} s` : `${Math.round(passed)} s`
}
