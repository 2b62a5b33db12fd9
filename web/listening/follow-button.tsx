/** Follows the author of a post, a stranger too, and takes that back. */
import { Star } from 'lucide-react'
import { countMentions, followAuthor, getMention, listMentions, type Mention } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { useToasts } from '../kit/toast.tsx'
import { useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { words } from './words.ts'

export const FollowButton = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const toasts = useToasts()
  const mayFollow = useMay()('listening.close')
  const { author } = mention.item
  const verb = useVerb(followAuthor, {
    draw: (draft, { authorId, isFollowed }) => {
      const followed = <M extends Mention>(one: M): M =>
        one.item.author.id === authorId ? { ...one, isFollowed } : one
      draft.updateItems(listMentions, followed)
      draft.update(getMention, followed)
    },
    refetch: [countMentions],
  })
  if (!mayFollow || mention.item.isOwn) return null
  const follow = (isFollowed: boolean) => verb.run({ authorId: author.id, isFollowed })
  const toggle = () => {
    const { isFollowed } = mention
    follow(!isFollowed)
    toasts.show({
      text: t(isFollowed ? 'follow.undone' : 'follow.done', { name: author.displayName || author.handle }),
      onUndo: () => follow(isFollowed),
    })
  }
  return (
    <Button size="sm" tone="quiet" aria-pressed={mention.isFollowed} onClick={toggle}>
      <Star
        size={14}
        strokeWidth={1.7}
        className={mention.isFollowed ? 'text-accent-text' : ''}
        fill={mention.isFollowed ? 'currentColor' : 'none'}
        aria-hidden
      />
      {t(mention.isFollowed ? 'follow.off' : 'follow.on')}
    </Button>
  )
}
