import pg from 'pg'

/** One statement as it went to PostgreSQL, and after how many milliseconds its answer was there; undefined while it is not. */
export type Statement = { text: string; values: unknown[]; took?: number }

type Query = (...parameters: unknown[]) => unknown

/** Everything that this process asks of PostgreSQL while something is done. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const heard: Statement[] = []
  const prototype = pg.Client.prototype as unknown as { query: Query }
  const { query } = prototype
  prototype.query = function (this: unknown, ...parameters: unknown[]) {
    const statement = statementOf(parameters)
    heard.push(statement)
    const began = performance.now()
    const answer = query.apply(this, parameters)
    if (answer instanceof Promise) void answer.then(() => (statement.took = performance.now() - began), () => {})
    return answer
  }
  try {
    await work()
  } finally {
    prototype.query = query
  }
  return heard.filter(({ text }) => text !== '')
}

function statementOf([first, second]: unknown[]): Statement {
  if (typeof first === 'string') return { text: first, values: Array.isArray(second) ? second : [] }
  if (typeof first !== 'object' || first === null || !('text' in first)) return { text: '', values: [] }
  return { text: String(first.text), values: 'values' in first && Array.isArray(first.values) ? first.values : [] }
}
