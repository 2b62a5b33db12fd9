/** The built web app: hashed assets for a year, its page for every address that is not the API's. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** @param folder where the build put `index.html` and `assets/`. */
export const serveWeb = async (app: FastifyInstance, folder: string): Promise<void> => {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
    index: false,
  })
  const hidden = { schema: { hide: true } as object, config: { rateLimit: false as const } }
  app.get('/favicon.svg', hidden, async (_request, reply) =>
    reply.type('image/svg+xml').send(await readFile(join(folder, 'favicon.svg'), 'utf8')),
  )
  app.get('/*', hidden, async (request, reply) => {
    if (request.url.startsWith('/api/')) return reply.callNotFound()
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)
  })
}
