/** Writes a feed as text: RSS 2.0, Atom, RSS 1.0 (RDF) and JSON Feed 1.1 from the same items. */

export type FeedKind = 'rss' | 'atom' | 'rdf' | 'json'

export type FeedItem = {
  /** guid, atom:id, rdf:about or id. */
  id: string
  title?: string
  link?: string
  /** HTML of the item; escaped, as feeds have it. */
  html?: string
  author?: string
  /** ISO-8601; written in each format's own way. */
  publishedAt?: string
}

type Page = { title: string; url: string; items: readonly FeedItem[]; xml: string | null }

/** `xml` is the encoding that the XML declaration names; null leaves it out. JSON Feed has no such place. */
export function renderFeed(kind: FeedKind, page: Page): string {
  if (kind === 'json') return renderJson(page)
  const head = page.xml === null ? '<?xml version="1.0"?>' : `<?xml version="1.0" encoding="${escapeText(page.xml)}"?>`
  const body = { rss: renderRss, atom: renderAtom, rdf: renderRdf }[kind](page)
  return `${head}\n${body}\n`
}

/** The media type that each format is registered or commonly served with. */
export function declaredType(kind: FeedKind): string {
  return {
    rss: 'application/rss+xml',
    atom: 'application/atom+xml',
    rdf: 'application/rdf+xml',
    json: 'application/feed+json',
  }[kind]
}

function renderRss({ title, url, items }: Page): string {
  const entries = items.map(item => {
    const date = item.publishedAt && new Date(item.publishedAt).toUTCString()
    return `<item>${element('title', item.title)}${element('link', item.link)}<guid isPermaLink="false">${escapeText(item.id)}</guid>${element(
      'dc:creator',
      item.author,
    )}${element('pubDate', date)}${element('description', item.html)}</item>`
  })
  return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${element('title', title)}${element('link', url)}${element(
    'description',
    title,
  )}
${entries.join('\n')}
</channel></rss>`
}

function renderAtom({ title, url, items }: Page): string {
  const newest = items[0]?.publishedAt ?? '2026-01-05T00:00:00Z'
  const entries = items.map(item => {
    const author = item.author === undefined ? '' : `<author>${element('name', item.author)}</author>`
    const link = item.link === undefined ? '' : `<link href="${escapeText(item.link)}"/>`
    const content = item.html === undefined ? '' : `<content type="html">${escapeText(item.html)}</content>`
    const date = item.publishedAt
    return `<entry>${element('id', item.id)}${element('title', item.title)}${link}${author}${element('published', date)}${element(
      'updated',
      date,
    )}${content}</entry>`
  })
  return `<feed xmlns="http://www.w3.org/2005/Atom">${element('id', url)}${element('title', title)}${element('updated', newest)}
${entries.join('\n')}
</feed>`
}

function renderRdf({ title, url, items }: Page): string {
  const list = items.map(item => `<rdf:li rdf:resource="${escapeText(item.id)}"/>`).join('')
  const entries = items.map(
    item =>
      `<item rdf:about="${escapeText(item.id)}">${element('title', item.title)}${element('link', item.link ?? item.id)}${element(
        'dc:creator',
        item.author,
      )}${element('dc:date', item.publishedAt)}${element('description', item.html)}</item>`,
  )
  return `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="${escapeText(
    url,
  )}">${element('title', title)}${element('link', url)}${element('description', title)}<items><rdf:Seq>${list}</rdf:Seq></items></channel>
${entries.join('\n')}
</rdf:RDF>`
}

function renderJson({ title, url, items }: Page): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: url,
    items: items.map(({ id, title, link, html, author, publishedAt }) => ({
      id,
      title,
      url: link,
      content_html: html ?? '',
      authors: author === undefined ? undefined : [{ name: author }],
      date_published: publishedAt,
    })),
  })
}

function element(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}>${escapeText(text)}</${name}>`
}

function escapeText(text: string): string {
  return text.replace(/[<>&"]/g, sign => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign] ?? sign)
}
