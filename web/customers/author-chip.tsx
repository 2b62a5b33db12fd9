/** Beside an author of a mention: who they are to us, when we have met before. */
import { BadgeCheck } from 'lucide-react'
import type { Mention } from '../../contract/listening.ts'
import { PageLink } from '../platform/links.tsx'
import { useCustomerOf } from './find-batch.ts'
import { words } from './words.ts'

export const AuthorChip = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const found = useCustomerOf(mention.item.author.id)
  if (!found || (found.said < 2 && found.answered === 0 && !found.isBuyer)) return null
  const isRenamed = found.name !== mention.item.author.displayName
  const says = [
    isRenamed ? found.name : null,
    t('chip.said', { said: found.said }),
    found.answered > 0 ? t('chip.answered', { answered: found.answered }) : null,
  ].filter(Boolean)
  return (
    <PageLink
      to={`/customers/${found.customerId}`}
      title={t('chip.known', { name: found.name, said: found.said, answered: found.answered })}
      onClick={event => event.stopPropagation()}
      className="rounded-sm underline decoration-hair-strong underline-offset-2 hover:text-ink hover:decoration-current"
    >
      {found.isBuyer && (
        <BadgeCheck
          size={12}
          className="mr-0.5 inline align-[-1px] text-pos"
          role="img"
          aria-label={t('list.buyers')}
        />
      )}
      {says.join(' · ')}
    </PageLink>
  )
}
