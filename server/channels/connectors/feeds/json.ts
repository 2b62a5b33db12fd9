// Reads JSON Feed (https://www.jsonfeed.org/version/1.1/), with the slips that feeds in the wild make.
import { parseJsonFeed } from 'feedsmith'
import { readDate } from './dates.ts'
import { absoluteUrl, isCut } from './entries.ts'
import type { Draft, ParsedFeed } from './feed.ts'
import { readHtml, readLine, readPlain } from './prose.ts'

/** Null for JSON that is no feed. */
export function readJsonFeed(
  text: string,
  url: string | null,
): (Omit<ParsedFeed, 'entries'> & { readonly entries: readonly Draft[] }) | null {
  const feed = parsed(text)
  if (!feed) return null
  const link = feed.home_page_url ? absoluteUrl(feed.home_page_url, url) : null
  const base = url ?? link
  const authorName = feed.authors?.find(author => author.name)?.name ?? null
  const hub = feed.hubs?.find(one => one.type?.toLowerCase() === 'websub')?.url ?? null
  return {
    feed: {
      title: readLine(feed.title ?? ''),
      link,
      language: feed.language ?? null,
      kind: 'json',
      hub: hub && absoluteUrl(hub, base),
      self: feed.feed_url ? absoluteUrl(feed.feed_url, base) : null,
      next: feed.next_url ? absoluteUrl(feed.next_url, base) : null,
      askedSeconds: null,
    },
    problems: [],
    entries: (feed.items ?? []).map(item => {
      const body = item.content_html
        ? readHtml(item.content_html, item.url ?? base ?? undefined)
        : readPlain(item.content_text ?? item.summary ?? '')
      const address = item.url ?? item.external_url
      const published = readDate(item.date_published)
      const updated = readDate(item.date_modified)
      return {
        remoteId: item.id ?? null,
        url: address ? absoluteUrl(address, base) : null,
        title: (item.title ?? '').replace(/\s+/g, ' ').trim(),
        ...body,
        authorName: item.authors?.find(author => author.name)?.name ?? authorName,
        publishedAt: published ?? updated,
        updatedAt: updated,
        lang: item.language ?? feed.language ?? null,
        enclosures: (item.attachments ?? []).flatMap(({ url: file, mime_type, size_in_bytes }) => {
          const found = file && absoluteUrl(file, base)
          return found ? [{ url: found, type: mime_type ?? null, bytes: size_in_bytes ?? null }] : []
        }),
        isTeaser: !item.content_html && !item.content_text && Boolean(item.summary) && isCut(body.text),
      }
    }),
  }
}

function parsed(text: string) {
  try {
    return parseJsonFeed(text)
  } catch {
    return null
  }
}
