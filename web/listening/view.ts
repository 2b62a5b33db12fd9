/** Pure: the stream's filters, read from the address and made into what the server is asked. */
import { type Mention, type MentionFilter, type MentionState, mentionState } from '../../contract/listening.ts'
import { type SentimentLabel, sentimentLabel } from '../../contract/understanding.ts'

export const periods = ['all', 'day', 'week', 'month'] as const
export type Period = (typeof periods)[number]

const periodHours: Record<Period, number | null> = { all: null, day: 24, week: 7 * 24, month: 30 * 24 }

export interface StreamView {
  /** Topics side by side; none: as many as fit. `all`: every mention in one column. */
  readonly topic: readonly string[]
  readonly q: string
  readonly channel: readonly string[]
  readonly sentiment: readonly SentimentLabel[]
  readonly language: readonly string[]
  readonly state: readonly MentionState[]
  readonly period: Period
  /** A period from elsewhere, such as an hour of a chart; it goes before `period`. */
  readonly from: string | undefined
  readonly to: string | undefined
  /** The mention that is open. */
  readonly open: string | undefined
}

type Search = Readonly<Record<string, string | readonly string[] | undefined>>

const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value

const one = (value: string | readonly string[] | undefined): string | undefined => listed(value)[0]

const instant = (value: string | undefined): string | undefined =>
  value !== undefined && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined

export const readStreamView = (search: Search): StreamView => ({
  topic: listed(search.topic),
  q: one(search.q) ?? '',
  channel: listed(search.channel),
  sentiment: sentimentLabel.options.filter(label => listed(search.sentiment).includes(label)),
  language: listed(search.language),
  state: mentionState.options.filter(state => listed(search.state).includes(state)),
  period: periods.find(period => period === one(search.period)) ?? 'all',
  from: instant(one(search.from)),
  to: instant(one(search.to)),
  open: one(search.open),
})

export type StreamFilter = Omit<MentionFilter, 'topicId'>

const hourMs = 3_600_000

/** The filter that the server is asked for; a rolling period begins at a full hour, so that it holds still while read. */
export const filterOf = (view: StreamView, now: Date): StreamFilter => {
  const hours = periodHours[view.period]
  const isFixed = view.from !== undefined || view.to !== undefined
  const rolling = hours === null || isFixed ? undefined : Math.floor(now.getTime() / hourMs - hours) * hourMs
  return {
    ...(view.q ? { q: view.q } : {}),
    ...(view.channel.length ? { channel: [...view.channel] } : {}),
    ...(view.sentiment.length ? { sentiment: [...view.sentiment] } : {}),
    ...(view.language.length ? { language: [...view.language] } : {}),
    ...(view.state.length ? { state: [...view.state] } : {}),
    ...(rolling === undefined ? {} : { from: new Date(rolling).toISOString() }),
    ...(view.from === undefined ? {} : { from: view.from }),
    ...(view.to === undefined ? {} : { to: view.to }),
  }
}

/** Whether anything narrows the stream, apart from which topics stand side by side. */
export const isNarrowed = (view: StreamView): boolean => Object.keys(filterOf(view, new Date(0))).length > 0

/** What takes every filter out of the address again. */
export const noFilters: Record<string, undefined> = {
  q: undefined,
  channel: undefined,
  sentiment: undefined,
  language: undefined,
  state: undefined,
  period: undefined,
  from: undefined,
  to: undefined,
}

/** The sentiment that counts: a person's word before the machine's; null where nobody has read it. */
export const sentimentOf = (mention: Pick<Mention, 'reading'>): SentimentLabel | null =>
  mention.reading.correction?.sentiment ?? mention.reading.sentiment?.label ?? null

/** Whether a mention that was changed on screen still belongs under the filter; only what people change can take it out. */
export const stillFits = (mention: Mention, filter: StreamFilter): boolean => {
  const sentiment = sentimentOf(mention)
  const fitsState = !filter.state?.length || filter.state.includes(mention.ending.state)
  const fitsFeeling = !filter.sentiment?.length || (sentiment !== null && filter.sentiment.includes(sentiment))
  return fitsState && fitsFeeling
}
