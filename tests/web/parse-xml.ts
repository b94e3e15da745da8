import { SaxesParser } from 'saxes'

/** The elements of a document that is well formed, in order. @throws when it is not */
export function fromXml(text: string): { name: string; attributes: Record<string, string> }[] {
  const elements: { name: string; attributes: Record<string, string> }[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)])) }))
  parser.write(text).close()
  return elements
}
