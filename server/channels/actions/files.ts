/** The verbs of files: where their items are filed, what of them is here already, and letting them go again. */
import type { Ctx } from '../../platform/ctx.ts'
import { actorName } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import type { Incoming } from '../connector.ts'
import { canonicalAddress } from '../connectors/feeds/addresses.ts'
import { storableLink, storableText } from '../storable.ts'
import * as store from '../store/files.ts'

/** The source under which items of files stand on a channel. */
export const openFileSource = (ctx: Ctx, channel: string): Promise<string> =>
  store.upsertFileSource(ctx, { id: makeId(ctx.now), channel, by: actorName(ctx.actor) })

export interface Placed {
  channel: string
  incoming: Incoming
}

/** What is here already, and the row as it must be handed to `receive` so that it meets it. */
export interface Met extends Placed {
  /** The item that is here; null for one that is new. */
  itemId: string | null
}

/**
 * Finds what is here already: the same post of the same channel in any revision, or the same words under the same address
 * on any channel. In the order given.
 */
export const meetKnown = async (ctx: Ctx, rows: readonly Placed[]): Promise<Met[]> => {
  const byAddress = await readAddresses(ctx, rows)
  const byId = new Map<string, Map<string, store.KnownItem>>()
  for (const [channel, placed] of Map.groupBy(rows, row => row.channel))
    byId.set(
      channel,
      await store.itemsByRemoteIds(
        ctx,
        channel,
        placed.map(row => storableText(row.incoming.remoteId)),
      ),
    )
  return rows.map(row => {
    const same = byId.get(row.channel)?.get(storableText(row.incoming.remoteId))
    const url = storableLink(row.incoming.url)
    const there = same ?? (url === null ? undefined : byAddress.get(url)?.find(item => saysTheSame(item, row.incoming)))
    if (!there) return { ...row, itemId: null }
    const { remoteId, revision } = there
    return { channel: there.channel, incoming: { ...row.incoming, remoteId, revision }, itemId: there.id }
  })
}

/**
 * Articles that are here already because a file brought them, by their places in the list: the same words under the same address on
 * another channel. A feed hears them later under an identity of its own.
 */
export const meetArticles = async (
  ctx: Ctx,
  channel: string,
  articles: readonly { incoming: Incoming; remoteId: string }[],
): Promise<Map<number, store.KnownItem>> => {
  const addressesOf = ({ incoming, remoteId }: { incoming: Incoming; remoteId: string }) =>
    incoming.kind === 'article' ? [storableLink(incoming.url), storableLink(remoteId)].filter(one => one !== null) : []
  const found = await store.itemsByAddresses(ctx, [...new Set(articles.flatMap(addressesOf))])
  const byAddress = Map.groupBy(
    found.filter(item => item.channel !== channel),
    item => item.url ?? '',
  )
  const met = new Map<number, store.KnownItem>()
  for (const [n, article] of articles.entries()) {
    const there = addressesOf(article)
      .flatMap(address => byAddress.get(address) ?? [])
      .find(item => saysTheSame(item, article.incoming))
    if (there) met.set(n, there)
  }
  return met
}

/** Posts that we heard under these addresses, whichever way a reader came to them: address → item. */
export const itemsAtAddresses = async (ctx: Ctx, addresses: readonly string[]): Promise<Map<string, string>> => {
  const formsOf = (address: string) =>
    [storableLink(address), storableLink(canonicalAddress(address))].filter(one => one !== null)
  const found = await store.itemsByAddresses(ctx, [...new Set(addresses.flatMap(formsOf))])
  const byUrl = new Map(found.map(item => [item.url!, item.id]))
  const items = addresses.map(
    address =>
      [
        address,
        formsOf(address)
          .map(form => byUrl.get(form))
          .find(Boolean),
      ] as const,
  )
  return new Map(items.flatMap(([address, id]) => (id ? [[address, id] as const] : [])))
}

const readAddresses = async (ctx: Ctx, rows: readonly Placed[]): Promise<Map<string, store.KnownItem[]>> => {
  const urls = new Set(rows.flatMap(row => storableLink(row.incoming.url) ?? []))
  const found = await store.itemsByAddresses(ctx, [...urls])
  return Map.groupBy(found, item => item.url ?? '')
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase().slice(0, 200)

/** Several comments may stand under one address: the words tell them apart. An excerpt of the same text is the same. */
const saysTheSame = (item: store.KnownItem, incoming: Incoming): boolean => {
  const [here, there] = [plain(item.text), plain(incoming.text)]
  if (here === '' || there === '' || here.startsWith(there) || there.startsWith(here)) return true
  return item.title !== null && incoming.title !== null && plain(item.title) === plain(incoming.title)
}
