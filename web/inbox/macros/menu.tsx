/** Macros of a conversation: a menu, and m with a number; a saved reply goes out, or into the field where something is missing. */
import { Zap } from 'lucide-react'
import { useState } from 'react'
import { type ConversationChange, listMacros, type Macro } from '../../../contract/inbox/bulk.ts'
import type { ConversationDetail } from '../../../contract/inbox.ts'
import { listSavedReplies } from '../../../contract/voice.ts'
import { Button } from '../../kit/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../kit/menu.tsx'
import { useShortcut } from '../../kit/shortcuts.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useGo } from '../../platform/links.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useMay, useMe, useWorkspace } from '../../platform/session.ts'
import { fillFields } from '../../voice/index.ts'
import { useBulk } from '../desk/bulk-bar.tsx'
import { lastSeen } from '../desk/clash.tsx'
import { words } from '../desk/words.ts'
import { useWritingVerbs } from '../verbs.ts'

/** Macros that have a key. */
const keyed = 9

export const MacroMenu = ({
  conversation,
  onFill,
}: {
  conversation: ConversationDetail
  /** Puts a reply into the field. */
  onFill: (text: string) => void
}) => {
  const t = words.useT()
  const go = useGo()
  const mayWrite = useMay()('voice.write')
  const [isOpen, setOpen] = useState(false)
  const macros = useEndpoint(listMacros, {}, { staleMs: 60_000 }).data?.items ?? []
  const run = useRunMacro(conversation, onFill)
  return (
    <>
      {macros.slice(0, keyed).map((macro, at) => (
        <MacroKey key={macro.id} keys={`m ${at + 1}`} macro={macro} run={run} />
      ))}
      <Menu
        isOpen={isOpen}
        onOpen={setOpen}
        side="top"
        align="start"
        trigger={
          <Button size="sm" tone="quiet" icon={Zap}>
            {t('macro.menu')}
          </Button>
        }
      >
        {macros.length === 0 && <MenuLabel>{t('macro.none')}</MenuLabel>}
        {macros.map((macro, at) => (
          <MenuItem key={macro.id} {...(at < keyed ? { shortcut: `m ${at + 1}` } : {})} onPick={() => void run(macro)}>
            {macro.name}
          </MenuItem>
        ))}
        {mayWrite && <MenuLine />}
        {mayWrite && <MenuItem onPick={() => go('/settings/macros')}>{t('macro.manage')}</MenuItem>}
      </Menu>
    </>
  )
}

const MacroKey = ({ keys, macro, run }: { keys: string; macro: Macro; run: (macro: Macro) => Promise<void> }) => {
  const t = words.useT()
  useShortcut(keys, t('macro.run', { name: macro.name }), () => void run(macro))
  return null
}

const useRunMacro = (conversation: ConversationDetail, onFill: (text: string) => void) => {
  const t = words.useT()
  const toasts = useToasts()
  const { memberId } = useWorkspace()
  const { user } = useMe()
  const may = useMay()
  const replies = useEndpoint(listSavedReplies, {}, { when: may('voice.read'), staleMs: 60_000 }).data?.items ?? []
  const verbs = useWritingVerbs()
  const bulk = useBulk()
  return async (macro: Macro): Promise<void> => {
    const { steps } = macro
    const saved = replies.find(one => one.id === steps.savedReplyId)
    const text = saved && fillFields(saved.text, { 고객명: conversation.customerName, 담당자: user.name })
    const isWhole = text !== undefined && !/\{[^{}]+\}/.test(text)
    const isSent = steps.sends && isWhole && conversation.answersFrom !== null
    try {
      if (text !== undefined && isSent)
        await verbs.reply(conversation.id, {
          text,
          media: [],
          files: [],
          continued: [],
          seenMessageId: lastSeen(conversation),
        })
      else if (text !== undefined) onFill(text)
      // What was not sent is not closed: the customer still waits.
      const change = changeOf(macro, memberId, steps.close && (text === undefined || isSent))
      if (Object.keys(change).length > 0)
        await bulk.change([conversation.id], change, t('macro.done', { name: macro.name }))
      if (text !== undefined && !isSent) toasts.show({ text: t('macro.filled') })
    } catch {
      // The verb that was refused has said why; what follows it was not done.
    }
  }
}

const changeOf = ({ steps }: Macro, memberId: string, closes: boolean): ConversationChange => ({
  ...(steps.assign
    ? { assign: { memberId: steps.assign === 'me' ? memberId : steps.assign === 'nobody' ? null : steps.assign } }
    : {}),
  ...(steps.teamId ? { team: { teamId: steps.teamId } } : {}),
  ...(steps.tagIds?.length ? { tagIds: steps.tagIds } : {}),
  ...(closes ? { close: true } : {}),
})
