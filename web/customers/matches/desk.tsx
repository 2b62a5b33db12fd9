/** 같은 사람 찾기: pairs that may be one person, with what speaks for and against, and what machines linked lately. */
import { Users } from 'lucide-react'
import { useState } from 'react'
import { getMatching, listSuggestions, type Suggestion } from '../../../contract/customers/suggestions.ts'
import {
  type Customer,
  mergeCustomers,
  refusePair,
  undoOperation,
  withdrawRefusal,
} from '../../../contract/customers.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { Page, Scroll, TopBar } from '../../kit/page.tsx'
import { useShortcut } from '../../kit/shortcuts.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { BackLink } from '../../platform/back-link.tsx'
import { PageLink, useView } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { BothSides } from './evidence.tsx'
import { Recent } from './recent.tsx'
import { Rules } from './rules.tsx'
import { words } from './words.ts'

const tabs = ['suggested', 'recent', 'rules'] as const
type DeskTab = (typeof tabs)[number]

export const MatchesPage = () => {
  const t = words.useT()
  const matching = useEndpoint(getMatching, {})
  const record = matching.data?.record
  const [{ tab }, setView] = useView(search => ({ tab: tabs.find(one => one === search.tab) ?? 'suggested' }))
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/customers" label={t('back')} />}
          title={t('title')}
          note={record && t('record', record)}
        />
      }
    >
      <Tabs<DeskTab>
        label={t('title')}
        value={tab}
        onChange={chosen => setView({ tab: chosen === 'suggested' ? undefined : chosen })}
        tabs={tabs.map(value => ({ value, label: t(`tab.${value}`) }))}
      />
      {tab === 'suggested' ? <Suggested /> : tab === 'recent' ? <Recent /> : <Rules />}
    </Page>
  )
}

const Suggested = () => {
  const t = words.useT()
  const suggestions = useEndpoint(listSuggestions, {})
  return (
    <Loaded query={suggestions}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon={Users} title={t('empty')} hint={t('emptyHint')} />
        ) : (
          <Pairs items={items} />
        )
      }
    </Loaded>
  )
}

const Pairs = ({ items }: { items: readonly Suggestion[] }) => {
  const t = words.useT()
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, items.length - 1)
  const decide = useDecide()
  useShortcut('j', t('next'), () => setChosen(Math.min(at + 1, items.length - 1)))
  useShortcut('k', t('before'), () => setChosen(Math.max(at - 1, 0)))
  useShortcut('m', t('link'), () => decide.link(items[at]!))
  useShortcut('x', t('refuse'), () => decide.refuse(items[at]!))
  return (
    <Scroll className="p-4">
      <ul aria-label={t('title')} className="mx-auto flex max-w-4xl flex-col gap-3">
        {items.map((pair, n) => (
          <Pair key={pair.id} pair={pair} isChosen={n === at} decide={decide} />
        ))}
      </ul>
    </Scroll>
  )
}

interface Decide {
  link(pair: Suggestion): void
  refuse(pair: Suggestion): void
  isBusy: boolean
}

/** Both ways out of a suggestion, each with its way back. */
const useDecide = (): Decide => {
  const t = words.useT()
  const toasts = useToasts()
  const refetch = [listSuggestions, getMatching] as const
  const merge = useVerb(mergeCustomers, { refetch })
  const unmerge = useVerb(undoOperation, { refetch })
  const refuse = useVerb(refusePair, { refetch })
  const withdraw = useVerb(withdrawRefusal, { refetch })
  // A refusal was shown by the verb.
  const shown = () => {}
  return {
    isBusy: merge.isRunning || refuse.isRunning,
    link: ({ left, right }) =>
      void merge
        .ask({ groups: [[left.id, right.id]], why: '', evenIfRefused: false })
        .then(
          ({ operationId }) =>
            toasts.show({ text: t('linked', { name: left.name }), onUndo: () => unmerge.run({ operationId }) }),
          shown,
        ),
    refuse: ({ left, right }) =>
      void refuse.ask({ leftId: left.id, rightId: right.id, why: '' }).then(
        () =>
          toasts.show({
            text: t('refused'),
            onUndo: () => withdraw.run({ leftId: left.id, rightId: right.id }),
          }),
        shown,
      ),
  }
}

const Pair = ({ pair, isChosen, decide }: { pair: Suggestion; isChosen: boolean; decide: Decide }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <li
      aria-current={isChosen || undefined}
      className={cx('flex flex-col gap-3 rounded-md border bg-panel p-4', isChosen ? 'border-accent' : 'border-hair')}
    >
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <Who customer={pair.left} />
        <Who customer={pair.right} />
      </div>
      <BothSides evidence={pair.evidence} />
      <div className="flex flex-wrap items-center gap-2">
        <span className="grow text-muted text-sm">
          {t('chance', { share: formats.share(Math.min(pair.chance, 0.99)) })} · {t('stake', { stake: pair.stake })}
        </span>
        <Button disabled={decide.isBusy} onClick={() => decide.refuse(pair)}>
          {t('refuse')}
        </Button>
        <Button tone="primary" disabled={decide.isBusy} onClick={() => decide.link(pair)}>
          {t('link')}
        </Button>
      </div>
    </li>
  )
}

const Who = ({ customer }: { customer: Customer }) => {
  const t = words.useT()
  return (
    <PageLink to={`/customers/${customer.id}`} className="flex min-w-0 items-center gap-2.5 rounded-sm hover:underline">
      <Avatar name={customer.name} />
      <span className="flex min-w-0 flex-col">
        <span className="truncate font-semibold">{customer.name}</span>
        <span className="truncate text-muted text-xs">
          {t('counts', { said: customer.counts.said, bought: customer.counts.bought })}
        </span>
      </span>
    </PageLink>
  )
}
