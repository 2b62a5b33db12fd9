/** 듣기 → 태그: the workspace's own words, renamed, merged and taken away, each with the way back. */
import { Ellipsis, Merge, Pencil, Tag as TagIcon, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  createTag,
  listMentions,
  listTags,
  removeTag,
  restoreTag,
  type Tag,
  type TagTone,
  tagTone,
  updateTag,
} from '../../contract/listening.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { Page, Scroll, TopBar } from '../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { BackLink } from '../platform/back-link.tsx'
import { PageLink } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { fieldProblem, isProblemError } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { words } from './words.ts'

type Counted = Tag & { mentions: number }

export const TagsPage = () => {
  const t = words.useT()
  const mayWork = useMay()('listening.close')
  const tags = useEndpoint(listTags, {})
  const [isNew, setNew] = useState(false)
  const make = (
    <Button tone="primary" onClick={() => setNew(true)}>
      {t('tags.new')}
    </Button>
  )
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/listen" label={t('nav.listen')} />}
          title={t('tags.title')}
          note={<span className="max-md:hidden">{t('tags.hint')}</span>}
          actions={mayWork && make}
        />
      }
    >
      <Scroll>
        <Loaded query={tags} waiting={<SkeletonRows hasFace={false} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={TagIcon} title={t('tags.empty')} hint={t('tags.emptyHint')} />
            ) : (
              <ul aria-label={t('tags.title')} className="bg-panel">
                {items.map(tag => (
                  <TagRow key={tag.id} tag={tag} others={items.filter(other => other.id !== tag.id)} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Scroll>
      {isNew && <TagDialog onClose={() => setNew(false)} />}
    </Page>
  )
}

const TagRow = ({ tag, others }: { tag: Counted; others: readonly Counted[] }) => {
  const t = words.useT()
  const formats = useFormats()
  const mayWork = useMay()('listening.close')
  const [asked, ask] = useState<'edit' | 'merge' | null>(null)
  const remove = useRemove()
  return (
    <li className="flex items-center gap-3 border-hair border-b px-4 py-2.5 hover:bg-hover max-md:px-3">
      <PageLink to="/listen" search={{ tag: tag.id }} className="min-w-0 rounded-full">
        <Chip tone={tag.tone} hasDot>
          {tag.name}
        </Chip>
      </PageLink>
      <PageLink
        to="/listen"
        search={{ tag: tag.id }}
        className="ml-auto rounded-sm text-muted text-sm tabular-nums hover:underline"
      >
        {t('tags.mentions', { count: formats.number(tag.mentions) })}
      </PageLink>
      {mayWork && (
        <Menu trigger={<IconButton label={t('tags.actions', { name: tag.name })} icon={Ellipsis} />}>
          <MenuItem icon={Pencil} onPick={() => ask('edit')}>
            {t('tags.rename')}
          </MenuItem>
          <MenuItem icon={Merge} isDisabled={others.length === 0} onPick={() => ask('merge')}>
            {t('tags.merge')}
          </MenuItem>
          <MenuItem icon={Trash2} isDanger onPick={() => remove(tag)}>
            {t('tags.remove')}
          </MenuItem>
        </Menu>
      )}
      {asked === 'edit' && <TagDialog tag={tag} onClose={() => ask(null)} />}
      {asked === 'merge' && (
        <MergeDialog
          tag={tag}
          others={others}
          onClose={() => ask(null)}
          onMerge={into => {
            remove(tag, into)
            ask(null)
          }}
        />
      )}
    </li>
  )
}

/** Takes a tag away at once, or gives its mentions to another; the toast brings it back as it was. */
const useRemove = (): ((tag: Tag, into?: Tag) => void) => {
  const t = words.useT()
  const toasts = useToasts()
  const stale = { refetch: [listTags, listMentions] }
  const restore = useVerb(restoreTag, stale)
  const remove = useVerb(removeTag, {
    draw: (draft, { tagId }) => draft.updateItems(listTags, one => (one.id === tagId ? null : one)),
    ...stale,
  })
  return (tag, into) => {
    const removed = remove.ask({ tagId: tag.id, ...(into ? { into: into.id } : {}) }).catch(() => null)
    toasts.show({
      text: into ? t('tags.merged', { name: tag.name, into: into.name }) : t('tags.removed', { name: tag.name }),
      onUndo: () => void removed.then(done => done && restore.run({ tagId: tag.id })),
    })
  }
}

/** Makes a tag, or changes one. */
const TagDialog = ({ tag, onClose }: { tag?: Tag; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const [name, setName] = useState(tag?.name ?? '')
  const [tone, setTone] = useState<TagTone>(tag?.tone ?? 'acc')
  const stale = { isQuiet: true, refetch: [listTags, listMentions] }
  const make = useVerb(createTag, { ...stale, onDone: onClose })
  const back = useVerb(updateTag, { refetch: [listTags, listMentions] })
  const change = useVerb(updateTag, {
    ...stale,
    onDone: changed => {
      toasts.show({
        text: t('tags.saved', { name: changed.name }),
        ...(tag ? { onUndo: () => back.run({ tagId: tag.id, name: tag.name, tone: tag.tone }) } : {}),
      })
      onClose()
    },
  })
  const verb = tag ? change : make
  const save = (typed: string) => {
    if (typed.trim() === '' || verb.isRunning) return
    if (tag) change.run({ tagId: tag.id, name: typed, tone })
    else make.run({ name: typed, tone })
  }
  const refusal = isProblemError(verb.error) ? verb.error.problem.title : undefined
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={tag ? t('tags.rename') : t('tags.new')}
      actions={
        <Button tone="primary" isBusy={verb.isRunning} disabled={name.trim() === ''} onClick={() => save(name)}>
          {t('tags.save')}
        </Button>
      }
    >
      <Field label={t('tags.name')} problem={fieldProblem(verb.error, 'name') ?? refusal}>
        <Input
          autoFocus
          maxLength={40}
          value={name}
          onChange={event => setName(event.target.value)}
          onSubmitText={save}
        />
      </Field>
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="mb-1.5 font-medium text-sm">{t('tags.tone')}</legend>
        {tagTone.options.map(one => (
          <button
            key={one}
            type="button"
            aria-pressed={one === tone}
            onClick={() => setTone(one)}
            className={cx('rounded-full pointer-coarse:py-2.5', one === tone && 'ring-2 ring-accent ring-offset-1')}
          >
            <Chip tone={one} hasDot>
              {t(`tone.${one}`)}
            </Chip>
          </button>
        ))}
      </fieldset>
    </Dialog>
  )
}

const MergeDialog = ({
  tag,
  others,
  onClose,
  onMerge,
}: {
  tag: Tag
  others: readonly Counted[]
  onClose: () => void
  onMerge: (into: Tag) => void
}) => {
  const t = words.useT()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('tags.mergeTitle', { name: tag.name })}
      hint={t('tags.mergeHint', { name: tag.name })}
    >
      <ul className="flex flex-wrap gap-2">
        {others.map(other => (
          <li key={other.id}>
            <button
              type="button"
              onClick={() => onMerge(other)}
              className="rounded-full hover:ring-2 hover:ring-accent pointer-coarse:py-2.5"
            >
              <Chip tone={other.tone} hasDot>
                {other.name}
              </Chip>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
