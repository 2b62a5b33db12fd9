/** Tags of mentions: found or made while typing, put on and taken off; opened with a press or with `t`. */
import { Check, Minus, Plus, Tag as TagIcon } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { createTag, listTags, type Tag, type TagTone, tagTone } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Input } from '../kit/field.tsx'
import { Popover } from '../kit/popover.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { PageLink } from '../platform/links.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import type { Chosen, Work } from './use-work.ts'
import { words } from './words.ts'

export type TagChange = { add?: Tag[]; remove?: Tag[] }

interface TagPickerProps {
  trigger: ReactNode
  chosen: Chosen
  work: Work
  /** Whether `t` opens this one. */
  isActive: boolean
}

export const TagPicker = ({ trigger, chosen, work, isActive }: TagPickerProps) => {
  const t = words.useT()
  const [isOpen, setOpen] = useState(false)
  useShortcut('t', t('work.tag'), () => setOpen(true), { when: isActive })
  return (
    <Popover label={t('work.tag')} isOpen={isOpen} onOpen={setOpen} trigger={trigger} className="p-1.5">
      <Picker carried={chosen.mentions.map(mention => mention.tags)} onTag={change => work.tag(chosen, change)} />
    </Popover>
  )
}

/** Tags of one row of another room: chips, and the same picker behind a button. */
export const TagsOf = ({
  tags,
  mayEdit,
  onTag,
}: {
  tags: readonly Tag[]
  mayEdit: boolean
  onTag: (change: TagChange) => void
}) => {
  const t = words.useT()
  const mayRead = useMay()('listening.read')
  const [isOpen, setOpen] = useState(false)
  if (tags.length === 0 && !(mayEdit && mayRead)) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {tags.map(tag => (
        <Chip key={tag.id} tone={tag.tone} hasDot>
          {tag.name}
        </Chip>
      ))}
      {mayEdit && mayRead && (
        <Popover
          label={t('work.tag')}
          isOpen={isOpen}
          onOpen={setOpen}
          className="p-1.5"
          trigger={
            <Button size="sm" tone="quiet" icon={TagIcon}>
              {t('work.tag')}
            </Button>
          }
        >
          <Picker carried={[tags]} onTag={onTag} />
        </Popover>
      )}
    </div>
  )
}

/** The tones in turn, so that a new tag differs from the last. */
const toneOf = (count: number): TagTone => tagTone.options[(count + 4) % tagTone.options.length] ?? 'neu'

interface PickerProps {
  /** The tags of each row that they are put on. */
  carried: readonly (readonly Tag[])[]
  onTag: (change: TagChange) => void
}

const Picker = ({ carried, onTag }: PickerProps) => {
  const t = words.useT()
  const listId = useId()
  const tags = useEndpoint(listTags, {}).data?.items ?? []
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const make = useVerb(createTag, { refetch: [listTags] })
  const { name, found, isNew } = offer(tags, typed)
  const last = found.length - 1 + (isNew ? 1 : 0)
  const here = Math.min(at, last)
  const toggle = ({ id, name, tone }: Tag) => {
    const tag = { id, name, tone }
    onTag(hasAll(carried, id) ? { remove: [tag] } : { add: [tag] })
  }
  const create = (name: string) =>
    void make
      .ask({ name, tone: toneOf(tags.length) })
      .then(tag => {
        onTag({ add: [tag] })
        setTyped('')
      })
      .catch(() => undefined)
  // The text is the field's own: the last syllable may have been composed by the very Enter that picks.
  const pick = (index: number, text: string) => {
    const offered = offer(tags, text)
    const tag = offered.found[index]
    if (tag) toggle(tag)
    else if (offered.isNew && !make.isRunning) create(offered.name)
  }
  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setAt(Math.max(0, Math.min(last, here + (event.key === 'ArrowDown' ? 1 : -1))))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field inside.
    <div className="flex flex-col gap-1" onKeyDown={walk}>
      <Input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={last >= 0 ? `${listId}-${here}` : undefined}
        aria-label={t('tag.search')}
        placeholder={t('tag.search')}
        className="h-8"
        maxLength={40}
        value={typed}
        onChange={event => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onSubmitText={text => pick(here, text)}
      />
      <div id={listId} role="listbox" aria-label={t('tag.list')} className="scroll-quiet max-h-64">
        {found.map((tag, index) => (
          <Choice key={tag.id} id={`${listId}-${index}`} isHere={index === here} onPick={() => pick(index, typed)}>
            <Mark carried={carried} tagId={tag.id} />
            <Chip tone={tag.tone}>{tag.name}</Chip>
            <span className="ml-auto text-faint text-xs tabular-nums">{tag.mentions}</span>
          </Choice>
        ))}
        {isNew && (
          <Choice
            id={`${listId}-${found.length}`}
            isHere={here === found.length}
            onPick={() => pick(found.length, typed)}
          >
            <Plus size={14} className="text-muted" aria-hidden />
            {t('tag.make', { name })}
          </Choice>
        )}
      </div>
      {last < 0 && <p className="px-2 py-1.5 text-muted text-xs">{t('tag.none')}</p>}
      <PageLink
        to="/listen/tags"
        className="rounded-sm border-hair border-t px-2 pt-1.5 text-muted text-xs hover:text-ink pointer-coarse:py-2.5"
      >
        {t('tag.manage')}
      </PageLink>
    </div>
  )
}

/** What typed text offers: the tags that hold it, and a new one where none has this name. */
const offer = <T extends Tag>(tags: readonly T[], typed: string) => {
  const name = typed.trim().slice(0, 40)
  const sought = name.toLowerCase()
  return {
    name,
    found: tags.filter(tag => tag.name.toLowerCase().includes(sought)),
    isNew: name !== '' && !tags.some(tag => tag.name.toLowerCase() === sought),
  }
}

const hasAll = (carried: PickerProps['carried'], tagId: string): boolean =>
  carried.length > 0 && carried.every(tags => tags.some(tag => tag.id === tagId))

const Mark = ({ carried, tagId }: { carried: PickerProps['carried']; tagId: string }) => {
  const isSome = carried.some(tags => tags.some(tag => tag.id === tagId))
  return (
    <span className="grid size-4 place-items-center text-accent-text">
      {hasAll(carried, tagId) ? <Check size={14} aria-hidden /> : isSome ? <Minus size={14} aria-hidden /> : null}
    </span>
  )
}

const Choice = ({
  id,
  isHere,
  onPick,
  children,
}: {
  id: string
  isHere: boolean
  onPick: () => void
  children: ReactNode
}) => (
  <button
    type="button"
    id={id}
    role="option"
    aria-selected={isHere}
    tabIndex={-1}
    onClick={onPick}
    className={cx(
      'flex w-full items-center gap-2 rounded-sm px-1.5 py-1 text-left text-sm hover:bg-hover pointer-coarse:py-2.5',
      isHere && 'bg-hover',
    )}
  >
    {children}
  </button>
)
