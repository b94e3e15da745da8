/** Single words of an address's query; what is missing or comes twice is empty. */
export function readWords<Name extends string>(query: Record<string, string | string[] | undefined>, names: Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, wordOf(query[name])])) as Record<Name, string>
}

function wordOf(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}
