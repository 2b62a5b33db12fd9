/** The columns of the tables: which label each speaks for, and which of them are weighed against each other. */
import { emotion, intentLabel, sentimentLabel, urgency } from '../../contract/understanding.ts'
import { denseWidth } from './dense.ts'

/** A group whose columns exclude each other is read by softmax, the others as a yes or no each; `at` is its first column. */
export interface Group {
  readonly field: string
  readonly labels: readonly string[]
  readonly isExclusive: boolean
  readonly at: number
}

/** The columns of one table, and how many dense features its heads look at, with weights of their own for Korean and for all else. */
export interface Layout {
  readonly groups: readonly Group[]
  readonly columns: number
  readonly dense: number
}

/** Emotions of Korean comments that say something of a customer's post, by their names in KOTE. */
const FELT = [
  '불평/불만',
  '환영/호의',
  '감동/감탄',
  '고마움',
  '슬픔',
  '화남/분노',
  '기대감',
  '안타까움/실망',
  '의심/불신',
  '신기함/관심',
  '짜증',
  '어이없음',
  '없음',
  '즐거움/신남',
  '당황/난처',
  '불안/걱정',
  '기쁨',
  '안심/신뢰',
]

const EKMAN = ['anger', 'disgust', 'fear', 'joy', 'neutral', 'sadness', 'surprise']

/** What public text teaches: the feeling of comments, their emotions, whether somebody asks, and whether it speaks of a film. Its logits are dense features of SCHEME. */
export const SOCIAL: Layout = layout(0, [
  { field: 'feeling', labels: ['positive', 'neutral', 'negative'], isExclusive: true },
  { field: 'asks', labels: ['true'], isExclusive: false },
  { field: 'felt', labels: FELT, isExclusive: false },
  { field: 'ekman', labels: EKMAN, isExclusive: false },
  { field: 'place', labels: ['film'], isExclusive: false },
])

/** Where a film's logit stands among those of the social table. */
export const FILM = groupOf(SOCIAL, 'place').at

/** The fields of a reading; its dense features are laid out by `layDense`. */
export const SCHEME = layout(denseWidth(SOCIAL.columns), [
  { field: 'sentiment', labels: sentimentLabel.options, isExclusive: true },
  { field: 'intents', labels: intentLabel.options, isExclusive: false },
  { field: 'urgency', labels: urgency.options, isExclusive: true },
  { field: 'crisis', labels: ['true'], isExclusive: false },
  { field: 'answerable', labels: ['true'], isExclusive: false },
  { field: 'spam', labels: ['true'], isExclusive: false },
  { field: 'emotions', labels: emotion.options, isExclusive: false },
])

/** The names of the columns in their order, e.g. `sentiment.positive`. */
export function columnNames({ groups }: Layout): string[] {
  return groups.flatMap(group => group.labels.map(label => `${group.field}.${label}`))
}

export function groupOf({ groups }: Layout, field: string): Group {
  return groups.find(group => group.field === field)!
}

function layout(dense: number, groups: readonly Omit<Group, 'at'>[]): Layout {
  let columns = 0
  const placed = groups.map(group => {
    const at = columns
    columns += group.labels.length
    return { ...group, at }
  })
  return { groups: placed, columns, dense }
}
