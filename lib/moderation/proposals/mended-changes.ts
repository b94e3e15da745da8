import type { Change } from '#lib/works/facts/apply-changes.ts'

/** One thing to be typed in a returned proposal. `part` is empty where the value has no parts. */
export type MendField = { name: string; part: string; value: string; isNumber: boolean; isLong: boolean }

/** Where an entry stands among others is nothing that one types. */
const unseen = 'place'

/** The fields of a change that can be mended; none of one that takes something out. @param index the place of the change in its proposal */
export function mendFields({ now }: Change, index: number): MendField[] {
  if (now === null) return []
  const name = `changes.${index}.now`
  if (typeof now.value !== 'object') return [fieldOf(name, '', now.value)]
  return Object.entries(now.value).filter(([part]) => part !== unseen).map(([part, value]) => fieldOf(`${name}.${part}`, part, value))
}

function fieldOf(name: string, part: string, value: string | number): MendField {
  return { name, part, value: String(value), isNumber: typeof value === 'number', isLong: String(value).length > 120 || part === 'text' }
}

/** The changes of a returned proposal as its proposer has mended them in a form; `leave` was ticked for what shall not be proposed any more. */
export function mendedChanges(changes: readonly Change[], fields: Record<string, string>): { index: number; key: string; now: unknown; source: string }[] {
  return changes.flatMap((change, index) =>
    fields[`changes.${index}.leave`] ? [] : [{ index, key: change.key, now: mendedValue(change, index, fields), source: fields[`changes.${index}.source`] ?? change.now?.source ?? '' }])
}

function mendedValue(change: Change, index: number, fields: Record<string, string>): unknown {
  if (change.now === null) return null
  const { value } = change.now
  const typed = mendFields(change, index).map(({ name, part, isNumber, value: before }): [string, unknown] => [part, parse(fields[name] ?? before, isNumber)])
  return typeof value === 'object' ? { ...value, ...Object.fromEntries(typed) } : typed[0]?.[1]
}

/** What is no number stays what it is: the schema says so beside the field. */
function parse(typed: string, isNumber: boolean): unknown {
  return isNumber && /^\d+$/.test(typed.trim()) ? Number(typed) : typed
}

/** Sentences beside the fields of the form, where a command named the changes that were sent, or their keys. */
export function besideMended(said: Record<string, string>, sent: { index: number; key: string }[]): Record<string, string> {
  return Object.fromEntries(Object.entries(said).map(([name, sentence]) => {
    const [, place, rest = ''] = /^changes\.(\d+)(.*)$/.exec(name) ?? []
    const named = place === undefined ? sent.find(({ key }) => name === key || name.startsWith(`${key}.`)) : sent[Number(place)]
    if (!named) return [name, sentence]
    return [`changes.${named.index}${place === undefined ? name.slice(named.key.length) || '.now' : rest}`, sentence]
  }))
}
