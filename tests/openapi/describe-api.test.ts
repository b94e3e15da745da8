import { globSync, readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { describeApi } from '#lib/openapi/describe-api.ts'
import { operations } from '#lib/openapi/operations.ts'

test('an independent validator finds nothing wrong with the description', async () => {
  const result = await new Validator().validate(describeApi('https://afterword.example'))
  expect(result.errors ?? '').toEqual('')
  expect(result.valid).toBe(true)
})

/** Routes that are no operation: the description itself, and what answers where nothing is. */
const others = ['/openapi.json', '/[...nothing]']

test('every route has its operations and every operation its route', () => {
  const files = globSync('app/api/v1/**/route.ts').filter((file) => !others.some((other) => file.includes(other)))
  const served = files.flatMap((file) => {
    const path = file.slice('app/api/v1'.length, -'/route.ts'.length).replaceAll(/\[(\w+)\]/g, '{$1}')
    const used = [...readFileSync(file, 'utf8').matchAll(/handler\(operations\.(\w+)/g)].map((match) => match[1])
    return used.map((id) => `${path} ${id}`)
  })
  expect(served.sort()).toEqual(operations.map((each) => `${each.path} ${each.id}`).sort())
})

test('a route serves as many methods as it has operations', () => {
  for (const file of globSync('app/api/v1/**/route.ts')) {
    if (others.some((other) => file.includes(other))) continue
    const text = readFileSync(file, 'utf8')
    const served = /route\(\{(.*)\}\)/.exec(text)?.[1]?.match(/\b(GET|POST|PUT|PATCH|DELETE)\b/g) ?? []
    const path = file.slice('app/api/v1'.length, -'/route.ts'.length).replaceAll(/\[(\w+)\]/g, '{$1}')
    expect(served.sort()).toEqual(operations.filter((each) => each.path === path).map((each) => each.method).sort())
  }
})

test('what a command refuses is described: the parts of a decision are required, and nothing else is allowed', () => {
  const paths = describeApi('').paths as Record<string, Record<string, { requestBody: { content: { 'application/json': { schema: object } } } }>>
  const schema = paths['/moderation/items/{id}/decisions']?.post?.requestBody.content['application/json'].schema
  expect(schema).toMatchObject({ required: ['action', 'version'], additionalProperties: false, properties: { version: { type: 'integer' } } })
})
