/** The API described to machines and people: OpenAPI 3.1 from the same declarations that are served. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import { problem } from '../../contract/problem.ts'
import { workspaceId } from '../../contract/scalars.ts'
import { AppError } from './errors.ts'
import { fieldRefusal } from './field-sentences.ts'
import { version } from './version.ts'

/** What Fastify needs to know of an endpoint: schemas, and words for the document. */
export const routeSchema = (endpoint: AnyEndpoint) => {
  const hasWorkspace = endpoint.path.includes(':workspaceId')
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    description: `Access: \`${endpoint.access}\``,
    tags: [endpoint.access.includes('.') ? endpoint.access.split('.')[0]! : 'session'],
    params: hasWorkspace ? endpoint.params.extend({ workspaceId }) : endpoint.params,
    querystring: endpoint.query,
    ...(endpoint.method === 'GET' || Object.keys(endpoint.body.shape).length === 0 ? {} : { body: endpoint.body }),
    ...(endpoint.method === 'POST' && !endpoint.isQuestion && hasWorkspace
      ? { headers: z.looseObject({ 'idempotency-key': z.string().max(200).optional() }) }
      : {}),
    response: { 200: endpoint.output, default: problem },
    ...(endpoint.access === 'public' ? { security: [] } : {}),
  }
}

/** Parses one part of a request by its schema; what is refused is refused field by field, in our own words. */
const compileValidator =
  ({ schema }: { schema: z.ZodType }) =>
  (part: unknown) => {
    const parsed = schema.safeParse(part, { reportInput: true })
    if (parsed.success) return { value: parsed.data }
    return { error: new AppError('invalid_request', 422, {}, parsed.error.issues.map(fieldRefusal)) }
  }

/** Fastify's own words for methods are the contract's. */
export const describeApi = async (app: FastifyInstance, options: { withPage: boolean }): Promise<void> => {
  app.setValidatorCompiler(compileValidator)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Maeari API',
        version,
        description:
          'Everything that the web app does, it does through this API. Errors are problem+json; lists are keyset pages; a POST with an `Idempotency-Key` happens once.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'maeari.session_token' },
          key: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { key: [] }],
    },
    transform: jsonSchemaTransform,
  })
  if (options.withPage) await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
}

/** The document without a server: for the command `openapi` and for tests. */
export const openApiDocument = async (endpoints: readonly AnyEndpoint[]): Promise<object> => {
  const app = Fastify()
  await describeApi(app, { withPage: false })
  for (const endpoint of endpoints) {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      schema: routeSchema(endpoint),
      handler: () => Promise.reject(new Error('a document serves nothing')),
    })
  }
  await app.ready()
  const document = app.swagger()
  await app.close()
  return document
}
