import { route } from '#app/_web/handler.ts'
import { env } from '#lib/env.ts'
import { describeApi } from '#lib/openapi/describe-api.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async () => Response.json(describeApi(env().AFTERWORD_ORIGIN)),
})
