/** The thread around a mention as a tree: who answers whom, which words are ours, and which customer helped another. */
import { HeartHandshake } from 'lucide-react'
import { type Brought, getMention, judgeHelp, type Mention, type ThreadItem } from '../../contract/listening.ts'
import { OwnNumbers, PartsOfItem, WithdrawItem } from '../channels/index.ts'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { useToasts } from '../kit/toast.tsx'
import { Tooltip } from '../kit/tooltip.tsx'
import { useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { BroughtLine } from './brought-line.tsx'
import { PostHead } from './post-card.tsx'
import { PostText, RemovedText } from './post-text.tsx'
import { ReadingChips, WhyLine } from './reading.tsx'
import { type Leaf, treeOf } from './tree.ts'
import { words } from './words.ts'

const indents = ['', 'ml-4', 'ml-8', 'ml-12', 'ml-16']

export const Thread = ({
  mention,
  thread,
  brought,
}: {
  mention: Mention
  thread: readonly ThreadItem[]
  brought: Brought | null
}) => {
  const t = words.useT()
  const alone: ThreadItem = { ...mention.item, parentId: null, help: null, mayHelp: false }
  const items = thread.some(item => item.id === mention.item.id) ? thread : [alone, ...thread]
  return (
    <ol aria-label={t('sheet.thread')} className="flex flex-col gap-2">
      {treeOf(items).map(leaf =>
        leaf.item.id === mention.item.id ? (
          <li
            key={leaf.item.id}
            aria-current="true"
            className={cx(
              'flex flex-col gap-2.5 rounded-md border border-hair px-3.5 py-3 shadow-[inset_2px_0_0_var(--accent)]',
              indents[leaf.depth],
            )}
          >
            <PostHead mention={mention} />
            <PostText mention={mention} isWhole />
            {hasParts(leaf.item) && <PartsOfItem itemId={leaf.item.id} />}
            <WhyLine mention={mention} />
            {brought && <BroughtLine brought={brought} />}
            <div className="flex flex-wrap gap-1.5">
              <ReadingChips mention={mention} />
            </div>
            <Helped item={leaf.item} />
          </li>
        ) : (
          <Said key={leaf.item.id} leaf={leaf} />
        ),
      )}
    </ol>
  )
}

const nameOf = ({ author }: ThreadItem): string => author.displayName || author.handle

const Said = ({ leaf }: { leaf: Leaf<ThreadItem> }) => {
  const t = words.useT()
  const formats = useFormats()
  const { item, depth, answers } = leaf
  return (
    <li
      className={cx(
        'flex flex-col gap-1 rounded-md border border-hair px-3.5 py-2.5 text-sm',
        item.isOwn ? 'bg-accent-soft' : 'bg-sunken',
        indents[depth],
      )}
    >
      <p className="flex flex-wrap gap-x-2 text-muted text-xs">
        <span className="font-semibold text-ink">{nameOf(item)}</span>
        {item.isOwn && t('sheet.ours')}
        {item.isOwn && !item.removedAt && <OwnNumbers itemId={item.id} />}
        <WithdrawItem item={item} />
        {answers && t('thread.answers', { name: nameOf(answers) })}
        <span className="ml-auto tabular-nums">{formats.ago(item.occurredAt)}</span>
      </p>
      {item.removedAt ? <RemovedText /> : <p className="whitespace-pre-line">{item.text}</p>}
      {hasParts(item) && <PartsOfItem itemId={item.id} />}
      <Helped item={item} />
    </li>
  )
}

/** The mark of a helper with its why; a person gives it or takes it away. */
const Helped = ({ item }: { item: ThreadItem }) => {
  const t = words.useT()
  const toasts = useToasts()
  const mayJudge = useMay()('listening.close') && item.mayHelp
  const verb = useVerb(judgeHelp, { refetch: [getMention] })
  const judge = (helped: boolean) =>
    void verb
      .ask({ itemId: item.id, helped })
      .then(({ before }) =>
        toasts.show({
          text: t(helped ? 'help.given' : 'help.taken'),
          onUndo: () => verb.run({ itemId: item.id, helped: before }),
        }),
      )
      .catch(() => undefined)
  if (!item.help && !mayJudge) return null
  return (
    <p className="flex items-center gap-2">
      {item.help && (
        <Tooltip text={whyOf(item.help, t)}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its why is said when it is reached. */}
          <span tabIndex={0} className="rounded-full">
            <Chip tone="pos">
              <HeartHandshake size={13} strokeWidth={1.7} aria-hidden />
              {t('help.mark')}
              <span className="sr-only">{whyOf(item.help, t)}</span>
            </Chip>
          </span>
        </Tooltip>
      )}
      {mayJudge && (
        <button
          type="button"
          onClick={() => judge(item.help === null)}
          className="rounded-sm font-medium text-muted text-xs hover:text-ink hover:underline pointer-coarse:min-h-11"
        >
          {t(item.help ? 'help.take' : 'help.give')}
        </button>
      )}
    </p>
  )
}

const whyOf = ({ asker, reason, by }: NonNullable<ThreadItem['help']>, t: ReturnType<typeof words.useT>): string => {
  if (reason === 'said_so') return t('help.saidSo', { asker, by: by ?? '' })
  return t(reason === 'thanked' ? 'help.thanked' : 'help.askedNoMore', { asker })
}

/** Messages bring files and quotations, articles a word of what their feed left out. */
const hasParts = ({ kind }: Pick<ThreadItem, 'kind'>): boolean => kind === 'message' || kind === 'article'
