/** What machines linked in thirty days: whom, by what, and whether somebody undid it. */
import { Link2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { listMachineLinks } from '../../../contract/customers/suggestions.ts'
import type { Output } from '../../../contract/endpoint.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { Scroll } from '../../kit/page.tsx'
import { useShortcut } from '../../kit/shortcuts.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { BothSides, evidenceOf } from './evidence.tsx'
import { useParting } from './parting.ts'
import { words } from './words.ts'

type MachineLink = Output<typeof listMachineLinks>['items'][number]

export const Recent = () => {
  const t = words.useT()
  const links = useEndpoint(listMachineLinks, {})
  return (
    <Loaded query={links}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon={Link2} title={t('recent.empty')} hint={t('recent.emptyHint')} />
        ) : (
          <Links items={items} />
        )
      }
    </Loaded>
  )
}

const Links = ({ items }: { items: readonly MachineLink[] }) => {
  const t = words.useT()
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, items.length - 1)
  const parting = useParting()
  const current = items[at]!
  useShortcut('j', t('recent.next'), () => setChosen(Math.min(at + 1, items.length - 1)))
  useShortcut('k', t('recent.before'), () => setChosen(Math.max(at - 1, 0)))
  useShortcut('u', t('recent.part'), () => parting.part(current.id), { when: current.undoneAt === null })
  return (
    <Scroll className="p-4">
      <ul aria-label={t('tab.recent')} className="mx-auto flex max-w-4xl flex-col gap-2">
        {items.map((link, n) => (
          <LinkCard key={link.id} link={link} isChosen={n === at} parting={parting} />
        ))}
      </ul>
    </Scroll>
  )
}

const keys = ['email', 'phone', 'visitor', 'external'] as const

const LinkCard = ({
  link,
  isChosen,
  parting,
}: {
  link: MachineLink
  isChosen: boolean
  parting: ReturnType<typeof useParting>
}) => {
  const t = words.useT()
  const formats = useFormats()
  const key = keys.find(one => one === link.why)
  const evidence = evidenceOf(link.evidence)
  return (
    <li
      aria-current={isChosen || undefined}
      className={cx('flex flex-col gap-2 rounded-md border bg-panel p-3', isChosen ? 'border-accent' : 'border-hair')}
    >
      <div className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 grow">
          <PageLink
            to={`/customers/${link.customerId}`}
            className={cx('rounded-sm font-semibold hover:underline', link.undoneAt && 'text-muted line-through')}
          >
            {t('recent.pair', { left: link.left.name, right: link.right.name })}
          </PageLink>
          <span className="block text-muted text-xs">
            {key ? t('recent.byKey', { key: t(`key.${key}`) }) : t('recent.byLikeness')} · {formats.moment(link.at)}
            {link.undoneAt &&
              ` · ${t('recent.undone', { by: link.undoneBy ?? '', when: formats.moment(link.undoneAt) })}`}
          </span>
        </span>
        {link.undoneAt === null && (
          <Button size="sm" icon={Undo2} disabled={parting.isBusy} onClick={() => parting.part(link.id)}>
            {t('recent.part')}
          </Button>
        )}
      </div>
      {evidence.length > 0 && <BothSides evidence={evidence} />}
    </li>
  )
}
