/** What a page says of itself in its head (ogp.me): title and description, as plain words. Pure. */
import sanitize from 'sanitize-html'

export interface Card {
  uri: string
  title: string
  description: string
}

const longestTitle = 300
const longestDescription = 1000
/** A head that has not ended by then is none. */
const longestHead = 200_000

/** Null for a page without a title. */
export const cardOf = (uri: string, page: string): Card | null => {
  const told = new Map<string, string>()
  let title = ''
  let isTitle = false
  sanitize(page.slice(0, longestHead), {
    allowedTags: [],
    allowedAttributes: {},
    onOpenTag: (name, attributes) => {
      isTitle = name === 'title' && title === ''
      const key = (attributes.property ?? attributes.name ?? '').toLowerCase()
      if (name === 'meta' && attributes.content && !told.has(key)) told.set(key, attributes.content)
    },
    onCloseTag: () => {
      isTitle = false
    },
    textFilter: text => {
      if (isTitle) title += text
      return ''
    },
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript'],
  })
  const shownTitle = plain(told.get('og:title') ?? unescaped(title), longestTitle)
  if (shownTitle === '') return null
  const description = plain(told.get('og:description') ?? told.get('description') ?? '', longestDescription)
  return { uri, title: shownTitle, description }
}

/** The text filter hands over texts with these five escaped. */
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name] ?? '')
const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const plain = (text: string, longest: number): string => {
  const one = text.replace(/\s+/gu, ' ').trim()
  return [...one].length <= longest ? one : `${[...one].slice(0, longest - 1).join('')}…`
}
