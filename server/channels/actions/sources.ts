/** The verbs of sources: find, add, pause, resume, remove. */
import type { Source } from '../../../contract/channels.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import type { FoundSource, Refused } from '../connector.ts'
import { connectorOf, connectors } from '../connectors/index.ts'
import { sourcesChanged } from '../events.ts'
import { storableText } from '../storable.ts'
import * as store from '../store/sources.ts'
import type { SourceRow } from '../tables.ts'
import { checkFields, refusal, refusedBy } from './accounts.ts'
import { sourceNoun } from './nouns.ts'

type AskingCtx = Omit<Ctx, 'tx'>

export const listSources = async (ctx: Ctx, locale: Locale): Promise<{ items: Source[] }> => ({
  items: (await store.listSourceRows(ctx)).map(row => sourceNoun(row, ctx.now, locale)),
})

interface Discovered {
  items: { url: string; title: string; latest: { title: string; publishedAt: string | null }[] }[]
}

/** Looks behind an address with every connector that can. */
export const discoverFeeds = async (ctx: AskingCtx, input: { url: string }): Promise<Discovered> => {
  const items: Discovered['items'] = []
  let refused: Refused | null = null
  for (const { listen } of connectors) {
    if (!listen?.discover) continue
    const answer = await listen
      .discover(ctx.world, { url: input.url, now: ctx.now })
      .catch((error: unknown) => refusedBy(error))
    if (!answer.ok) refused = answer
    else
      for (const feed of answer.found) {
        const latest = feed.latest.map(one => ({ ...one, publishedAt: one.publishedAt?.toISOString() ?? null }))
        items.push({ url: feed.url, title: feed.title, latest })
      }
  }
  if (items.length === 0 && refused !== null) throw invalid('url', refused.failure.code, refused.failure.params)
  return { items }
}

interface AddInput {
  channel: string
  kind: string
  name?: string | undefined
  fields: Readonly<Record<string, string>>
}

/** Asks the outside what stands behind the filled-in fields. @throws 422 with the field to blame, 502 when nobody answers. */
export const askForSource = async (ctx: AskingCtx, input: AddInput): Promise<FoundSource> => {
  const connector = connectorOf(input.channel)
  if (!connector?.listen) throw invalid('channel', 'channels.unknown_connector')
  const kind = connector.listen.kinds[input.kind]
  const declared = connector.manifest.sourceKinds.find(one => one.kind === input.kind)
  if (!kind?.find || !declared) throw invalid('kind', 'channels.unknown_source_kind')
  const fields = checkFields(declared.fields, input.fields)
  const answer = await kind.find(ctx.world, { fields, now: ctx.now }).catch((error: unknown) => refusedBy(error))
  if (!answer.ok) throw refusal(answer, declared.fields, fields)
  return answer.source
}

/** Adds it; the first poll is due at once. Adding the same one again changes nothing. */
export const addSource = async (ctx: Ctx, input: AddInput, found: FoundSource, locale: Locale): Promise<Source> => {
  const kind = connectorOf(input.channel)?.listen?.kinds[found.kind]
  const { row, isNew } = await store.addSourceRow(
    ctx,
    {
      id: makeId(ctx.now),
      channel: input.channel,
      kind: found.kind,
      key: found.key ?? found.address,
      address: found.address,
      name: storableText(input.name ?? found.name).slice(0, 200),
      account_id: null,
      cursor: found.cursor ?? null,
      every_seconds: kind?.everySeconds ?? null,
      added_by: actorName(ctx.actor),
    },
    true,
  )
  if (isNew) await announce(ctx, sourcesChanged, { ids: [row.id] })
  return sourceNoun(row, ctx.now, locale)
}

interface SourceInput {
  sourceId: string
}

export const pauseSource = async (ctx: Ctx, input: SourceInput, locale: Locale): Promise<Source> =>
  changed(ctx, await store.pauseSourceRow(ctx, input.sourceId, actorName(ctx.actor)), locale)

export const resumeSource = async (ctx: Ctx, input: SourceInput, locale: Locale): Promise<Source> =>
  changed(ctx, await store.resumeSourceRow(ctx, input.sourceId), locale)

export const removeSource = async (ctx: Ctx, input: SourceInput): Promise<{ ok: true }> => {
  if (!(await store.removeSourceRow(ctx, input.sourceId, actorName(ctx.actor)))) throw notFound('source')
  await announce(ctx, sourcesChanged, { ids: [input.sourceId] })
  return { ok: true }
}

const changed = async (ctx: Ctx, row: SourceRow | undefined, locale: Locale): Promise<Source> => {
  if (!row) throw notFound('source')
  await announce(ctx, sourcesChanged, { ids: [row.id] })
  return sourceNoun(row, ctx.now, locale)
}
