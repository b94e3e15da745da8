import { z } from 'zod'
import { site } from '#lib/site.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'

type Json = Record<string, unknown>

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: 'One sentence for a person.' }),
  fields: z.record(z.string(), z.string()).optional().meta({ description: 'Sentences for single fields.' }),
  present: z.record(z.string(), z.unknown()).optional().meta({ description: 'For conflicts: what is true instead.' }),
  request: z.string().optional().meta({ description: "Names the request in the server's log." }),
})

const refusalWords: Record<number, string> = {
  401: 'Nobody is signed in',
  403: 'Not for this account',
  404: 'Nothing here that you may see',
  409: 'Not any more; `present` says what is true instead',
  413: 'Larger than 256 kB',
  415: 'The body is not JSON',
  422: 'Something in the request is not right; `fields` says what',
  429: 'Too many; try again after `Retry-After` seconds',
  500: 'Something went wrong on our side',
  503: 'The database cannot be reached just now',
}

/** The description of the API as OpenAPI 3.1, made from the schemas that the routes and commands check with. */
export function describeApi(origin: string): Json {
  const paths: Record<string, Json> = {}
  for (const each of operations) (paths[each.path] ??= {})[each.method.toLowerCase()] = describeOperation(each)
  return {
    openapi: '3.1.0',
    info: { title: `${site.name} API`, version: '1', description: site.description },
    servers: [{ url: `${origin}/api/v1` }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Made by an administrator with `afterword token create`.' },
      },
    },
  }
}

function describeOperation(each: Operation): Json {
  return {
    operationId: each.id,
    summary: each.summary,
    ...(each.description && { description: each.description }),
    security: each.asks === 'anybody' ? [{}, { token: [] }] : [{ token: [] }],
    parameters: [
      ...parametersOf(each.params, 'path'),
      ...parametersOf(each.query, 'query'),
      ...(each.headers ? parametersOf(each.headers, 'header') : []),
    ],
    ...(each.body && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(each.body, 'input') } } } }),
    responses: {
      [each.answer.status]: {
        description: each.answer.description,
        content: { 'application/json': { schema: schemaOf(each.answer.schema, 'output') } },
      },
      ...(each.leadsOn && { 308: { description: 'The post has another address now; `Location` says which', headers: { Location: { schema: { type: 'string' } } } } }),
      ...Object.fromEntries([...each.refusals, 500, 503].map((status) => [status, describeRefusal(status)])),
    },
  }
}

function parametersOf(schema: z.ZodObject, place: 'path' | 'query' | 'header'): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }))
}

function describeRefusal(status: number): Json {
  return {
    description: refusalWords[status],
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' })
  return rest
}
