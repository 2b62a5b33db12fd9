/** Pure: the stream's filters and columns, read from the address and made into what the server is asked. */
import { itemKind } from '../../contract/channels.ts'
import {
  columnName,
  type Mention,
  type MentionFilter,
  type MentionState,
  mentionState,
  type SavedFilter,
  type StreamPeriod,
  streamPeriod,
} from '../../contract/listening.ts'
import { intentLabel, type SentimentLabel, sentimentLabel, urgency } from '../../contract/understanding.ts'

const periodHours: Record<StreamPeriod, number | null> = { all: null, day: 24, week: 7 * 24, month: 30 * 24 }

/** What narrows the stream, as the address and saved views hold it; a rolling period stays one. */
export type ViewFilter = SavedFilter

export interface StreamView {
  readonly filter: ViewFilter
  /** What stands side by side, by name; none: what the filter asks for. */
  readonly columns: readonly string[]
  /** The saved view that was opened: its id, or the name of an offered one. */
  readonly view: string | undefined
  /** The mention that is open. */
  readonly open: string | undefined
}

type Search = Readonly<Record<string, string | readonly string[] | undefined>>

const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value

const one = (value: string | readonly string[] | undefined): string | undefined => listed(value)[0]

const instant = (value: string | undefined): string | undefined =>
  value !== undefined && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined

const flag = (value: string | undefined): boolean | undefined =>
  value === 'true' ? true : value === 'false' ? false : undefined

const isId = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)

const id = (value: string | undefined): string | undefined => (value !== undefined && isId(value) ? value : undefined)

const options = <V extends string>(of: { options: readonly V[] }, value: string | readonly string[] | undefined): V[] =>
  of.options.filter(option => listed(value).includes(option))

export const readStreamView = (search: Search): StreamView => ({
  filter: readFilter(search),
  columns: listed(search.column).filter(name => columnName.safeParse(name).success),
  view: one(search.view),
  open: one(search.open),
})

const readFilter = (search: Search): ViewFilter => {
  const owner = one(search.owner)
  const followers = Number(one(search.minFollowers) ?? Number.NaN)
  const period = streamPeriod.options.find(period => period === one(search.period))
  return withoutNothing({
    topicId: id(one(search.topicId)),
    q: one(search.q),
    channel: [...listed(search.channel)],
    sentiment: options(sentimentLabel, search.sentiment),
    intent: options(intentLabel, search.intent),
    urgency: options(urgency, search.urgency),
    crisis: flag(one(search.crisis)),
    spam: flag(one(search.spam)),
    language: [...listed(search.language)],
    state: options(mentionState, search.state),
    tag: listed(search.tag).filter(isId),
    field: listed(search.field).filter(one => /^[a-z][a-z0-9_]*:./.test(one)),
    owner: owner === 'me' || owner === 'none' ? owner : id(owner),
    authorId: id(one(search.authorId)),
    followed: flag(one(search.followed)),
    minFollowers: Number.isInteger(followers) && followers >= 0 ? followers : undefined,
    kind: options(itemKind, search.kind),
    untagged: flag(one(search.untagged)),
    site: one(search.site),
    from: instant(one(search.from)),
    to: instant(one(search.to)),
    period: period === 'all' ? undefined : period,
  })
}

/** Leaves out what is undefined, empty text and empty lists: what says nothing. */
const withoutNothing = (filter: ViewFilter): ViewFilter =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) => value !== undefined && (Array.isArray(value) ? value.length > 0 : value !== ''),
    ),
  )

export type StreamFilter = MentionFilter

const hourMs = 3_600_000

/** The filter that the server is asked for; a rolling period begins at a full hour, so that it holds still while read. */
export const filterOf = ({ period, ...filter }: ViewFilter, now: Date): StreamFilter => {
  const hours = period === undefined ? null : periodHours[period]
  const isFixed = filter.from !== undefined || filter.to !== undefined
  if (hours === null || isFixed) return filter
  return { ...filter, from: new Date(Math.floor(now.getTime() / hourMs - hours) * hourMs).toISOString() }
}

/** Whether anything narrows the stream, apart from which topics stand side by side. */
export const isNarrowed = ({ filter }: StreamView): boolean => Object.keys(filter).length > 0

const filterNames = [
  'topicId',
  'q',
  'channel',
  'sentiment',
  'intent',
  'urgency',
  'crisis',
  'spam',
  'language',
  'state',
  'tag',
  'field',
  'owner',
  'authorId',
  'followed',
  'minFollowers',
  'kind',
  'untagged',
  'site',
  'from',
  'to',
  'period',
] as const satisfies readonly (keyof ViewFilter)[]

/** The address of a filter: everything that it does not say is taken out. */
export const searchOf = (filter: ViewFilter): Record<string, string | string[] | undefined> =>
  Object.fromEntries(filterNames.map(name => [name, written(filter[name])]))

const written = (value: unknown): string | string[] | undefined =>
  value === undefined ? undefined : Array.isArray(value) ? value.map(String) : String(value)

/** Whether two views ask for the same, whatever the order in which it was said. */
export const isSameView = (
  a: { filter: ViewFilter; columns: readonly string[] },
  b: { filter: ViewFilter; columns: readonly string[] },
): boolean => sortedText(a.filter) === sortedText(b.filter) && a.columns.join() === b.columns.join()

const sortedText = (filter: ViewFilter): string =>
  JSON.stringify(
    filterNames.map(name => (Array.isArray(filter[name]) ? [...filter[name]].sort() : filter[name]) ?? null),
  )

/** One filter within another: a column's own, narrowed by what is asked of all columns. */
export const narrowedBy = (own: ViewFilter, common: ViewFilter): ViewFilter => {
  const q = [own.q, common.q].filter(Boolean).join(' ')
  const { period, ...rest } = own
  const isTimed = common.period !== undefined || common.from !== undefined || common.to !== undefined
  return { ...rest, ...(isTimed || period === undefined ? {} : { period }), ...common, ...(q ? { q } : {}) }
}

/** What the page shows where the address names no columns. */
export const columnsOf = (view: StreamView): readonly string[] => {
  if (view.columns.length > 0) return view.columns
  if (view.filter.topicId) return [`topic.${view.filter.topicId}`]
  return isNarrowed(view) ? ['all'] : ['topics']
}

/** The sentiment that counts: a person's word before the machine's; null where nobody has read it. */
export const sentimentOf = (mention: Pick<Mention, 'reading'>): SentimentLabel | null =>
  mention.reading.correction?.sentiment ?? mention.reading.sentiment?.label ?? null

/** Whether a mention that was changed on screen still belongs under the filter; only what people change can take it out. */
export const stillFits = (mention: Mention, filter: StreamFilter, memberId: string): boolean => {
  const sentiment = sentimentOf(mention)
  const isIn = <V>(values: readonly V[] | undefined, value: V | null) =>
    !values?.length || (value !== null && values.includes(value))
  const ownerId = mention.owner?.memberId ?? null
  const wanted = filter.owner === 'me' ? memberId : filter.owner
  return (
    isIn<MentionState>(filter.state, mention.ending.state) &&
    isIn(filter.sentiment, sentiment) &&
    (wanted === undefined || (wanted === 'none' ? ownerId === null : ownerId === wanted)) &&
    (!filter.tag?.length || mention.tags.some(tag => filter.tag?.includes(tag.id))) &&
    (filter.followed === undefined || mention.isFollowed === filter.followed)
  )
}
