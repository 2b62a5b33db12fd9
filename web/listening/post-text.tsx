/** The words of a post: what made a topic match and what a search found are marked, what decided its reading is underlined. */
import type { Mention } from '../../contract/listening.ts'
import type { SentimentLabel } from '../../contract/understanding.ts'
import { cx } from '../kit/class.ts'
import { cutText, reasonsOf } from './spans.ts'
import { sentimentOf } from './view.ts'
import { words } from './words.ts'

export const underlines: Record<SentimentLabel, string> = {
  positive: 'decoration-pos',
  negative: 'decoration-neg',
  mixed: 'decoration-mix',
  neutral: 'decoration-hair-strong',
}

/** In place of the words of a post that its network took back. */
export const RemovedText = () => {
  const t = words.useT()
  return <p className="text-muted italic">{t('post.removed')}</p>
}

/** @param isWhole the text as it is; otherwise six lines of it. */
export const PostText = ({ mention, isWhole }: { mention: Mention; isWhole?: boolean }) => {
  const { title, text } = mention.item
  const hasTitle = title && !text.startsWith(title)
  const label = sentimentOf(mention)
  if (mention.item.removedAt) return <RemovedText />
  const whys = isWhole ? reasonsOf(mention, 12).map(reason => reason.span) : []
  return (
    <div className="flex flex-col gap-0.5">
      {hasTitle && <p className={cx('font-semibold', !isWhole && 'line-clamp-2')}>{title}</p>}
      <p className={cx('whitespace-pre-line', !isWhole && (hasTitle ? 'line-clamp-3 text-muted' : 'line-clamp-6'))}>
        {cutText(text, mention.highlights, whys, mention.found).map(piece => {
          const why = piece.isWhy && label && `underline decoration-2 underline-offset-3 ${underlines[label]}`
          if (piece.isMatch || piece.isFound)
            return (
              // What was searched for stands out more than what made the topic match.
              <mark
                key={piece.from}
                className={cx(why, piece.isFound && 'bg-accent-soft font-semibold text-accent-text')}
              >
                {piece.text}
              </mark>
            )
          return why ? (
            <span key={piece.from} className={why}>
              {piece.text}
            </span>
          ) : (
            piece.text
          )
        })}
      </p>
    </div>
  )
}
