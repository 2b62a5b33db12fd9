/** Beside the composer: saved replies, found by words and put in with their fields filled. */
import { MessageSquareQuote } from 'lucide-react'
import { useState } from 'react'
import { countSavedReply, listSavedReplies, type SavedReply } from '../../contract/voice.ts'
import { Button } from '../kit/button.tsx'
import { Input } from '../kit/field.tsx'
import { Popover } from '../kit/popover.tsx'
import { PageLink } from '../platform/links.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { type FieldValues, fillFields } from './fill.ts'
import { words } from './words.ts'

export const SavedReplyPicker = ({ values, onPick }: { values: FieldValues; onPick: (text: string) => void }) => {
  const t = words.useT()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const counting = useVerb(countSavedReply)
  if (!may('voice.read')) return null
  const pick = (reply: SavedReply) => {
    setOpen(false)
    onPick(fillFields(reply.text, values))
    counting.run({ savedReplyId: reply.id })
  }
  return (
    <Popover
      label={t('tab.saved')}
      isOpen={isOpen}
      onOpen={setOpen}
      className="w-80"
      trigger={
        <Button size="sm" tone="quiet" icon={MessageSquareQuote}>
          {t('saved.insert')}
        </Button>
      }
    >
      <Choices onPick={pick} />
    </Popover>
  )
}

const Choices = ({ onPick }: { onPick: (reply: SavedReply) => void }) => {
  const t = words.useT()
  const [q, setQ] = useState('')
  const query = useEndpoint(listSavedReplies, q.trim() ? { q: q.trim() } : {}, { keep: true })
  const items = query.data?.items ?? []
  return (
    <div className="flex flex-col gap-2">
      <Input
        aria-label={t('saved.search')}
        placeholder={t('saved.insertHint')}
        value={q}
        onChange={event => setQ(event.target.value)}
        onSubmitText={() => items[0] && onPick(items[0])}
      />
      <ul className="scroll-quiet flex max-h-60 flex-col gap-px overflow-auto">
        {items.map(reply => (
          <li key={reply.id}>
            <button
              type="button"
              onClick={() => onPick(reply)}
              className="flex w-full flex-col rounded-sm px-2 py-1.5 text-left hover:bg-hover pointer-coarse:min-h-11"
            >
              <span className="font-medium">{reply.name}</span>
              <span className="line-clamp-2 text-muted text-xs">{reply.text}</span>
            </button>
          </li>
        ))}
      </ul>
      {query.data && items.length === 0 && (
        <p className="text-muted text-xs">
          {q.trim() ? t('saved.none', { q: q.trim() }) : t('saved.empty')}{' '}
          <PageLink to="/voice" search={{ tab: 'saved' }} className="text-accent-text hover:underline">
            {t('saved.new')}
          </PageLink>
        </p>
      )}
    </div>
  )
}
