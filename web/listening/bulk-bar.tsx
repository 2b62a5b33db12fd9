/** What can be done with the selected posts, in place of the filters. */
import { Tag, UserRound, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { changedAtMost, countMentions } from '../../contract/listening.ts'
import { sentimentLabel } from '../../contract/understanding.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { sentimentShape } from '../kit/chip.tsx'
import { Kbd } from '../kit/kbd.tsx'
import { Menu, MenuItem, MenuLine } from '../kit/menu.tsx'
import { FilterBar } from '../kit/page.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { words as kitWords } from '../kit/words.ts'
import { useEndpoint } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { AssignMenu } from './assign-menu.tsx'
import { useDesk } from './desk.tsx'
import { TagPicker } from './tag-picker.tsx'
import { words } from './words.ts'

export const BulkBar = () => {
  const t = words.useT()
  const kit = kitWords.useT()
  const formats = useFormats()
  const { selection, work, chosen } = useDesk()
  const { clear } = selection
  const total = selection.all ?? selection.mentions.length
  const then = (run: () => void) => () => {
    run()
    clear()
  }
  const mayWork = { when: work.mayWork }
  useShortcut('escape', t('select.clear'), clear)
  useShortcut(
    's',
    t('action.stance'),
    then(() => work.end(chosen, 'stance')),
    mayWork,
  )
  useShortcut(
    'n',
    t('action.notOurs'),
    then(() => work.end(chosen, 'not_ours')),
    mayWork,
  )
  useShortcut(
    'u',
    t('action.reopen'),
    then(() => work.end(chosen, 'pending')),
    mayWork,
  )
  return (
    <FilterBar label={t('select.bar')}>
      <IconButton icon={X} label={t('select.clear')} shortcut="Esc" onClick={clear} />
      <span role="status" className="shrink-0 font-semibold text-sm tabular-nums">
        {t('select.count', { total: formats.number(total) })}
      </span>
      {selection.all === null && <ChooseAll />}
      <div className="grow" />
      {work.mayWork && (
        <>
          <AssignMenu
            isActive
            onAssign={owner => {
              work.assign(chosen, owner)
              clear()
            }}
            trigger={
              <Button size="sm" icon={UserRound}>
                {t('work.assign')}
                <Key keys="a" />
              </Button>
            }
          />
          <TagPicker
            isActive
            chosen={chosen}
            work={work}
            trigger={
              <Button size="sm" icon={Tag}>
                {t('work.tag')}
                <Key keys="t" />
              </Button>
            }
          />
          <Button size="sm" onClick={then(() => work.end(chosen, 'stance'))}>
            {t('action.stance')}
            <Key keys="s" />
          </Button>
          <Button size="sm" onClick={then(() => work.end(chosen, 'not_ours'))}>
            {t('action.notOurs')}
            <Key keys="n" />
          </Button>
          <Button size="sm" onClick={then(() => work.end(chosen, 'pending'))}>
            {t('action.reopen')}
            <Key keys="u" />
          </Button>
        </>
      )}
      {work.mayCorrect && (
        <Menu trigger={<Button size="sm">{t('work.feeling')}</Button>}>
          {sentimentLabel.options.map(one => (
            <MenuItem key={one} onPick={then(() => work.correct(chosen, one))}>
              <span aria-hidden className="mr-1.5 text-2xs text-muted">
                {sentimentShape[one]}
              </span>
              {kit(`sentiment.${one}`)}
            </MenuItem>
          ))}
          <MenuLine />
          <MenuItem onPick={then(() => work.correct(chosen, null))}>{t('work.feelingBack')}</MenuItem>
        </Menu>
      )}
    </FilterBar>
  )
}

const Key = ({ keys }: { keys: string }): ReactNode => (
  <span className="pointer-coarse:hidden">
    <Kbd keys={keys} />
  </span>
)

/** All that the column finds: how many are said before anything is done. */
const ChooseAll = () => {
  const t = words.useT()
  const formats = useFormats()
  const { selection } = useDesk()
  const { from } = selection
  const count = useEndpoint(countMentions, from?.filter ?? {}, { when: from !== null })
  const total = count.data?.total ?? 0
  const isMany = count.data !== undefined && !count.data.isMore && total > selection.mentions.length
  const choose = () => from && selection.chooseAll(from, total)
  useShortcut('shift+x', t('select.allKey'), choose, { when: isMany })
  if (!from || !count.data) return null
  if (count.data.isMore)
    return (
      <span className="shrink-0 text-faint text-xs">
        {t('select.tooMany', { most: formats.number(changedAtMost) })}
      </span>
    )
  if (!isMany) return null
  return (
    <Button size="sm" tone="quiet" onClick={choose}>
      {t('select.all', { total: formats.number(total) })}
    </Button>
  )
}
